import { evaluate, integer, text, truth, type Evaluation } from './evaluate.ts';
import { parseScript, type Command } from './script.ts';
import { ScriptError } from './tokens.ts';
import { compare, NoResult, numberOf, type Value } from './values.ts';

/** The data are not what the script says. */
export class Mismatch extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'Mismatch';
  }
}

/**
 * Checks data against a Checktestdata script, one character of either text for each byte. Throws `Mismatch` where the data
 * do not fit, with their line and character, and `ScriptError` where the script makes no sense.
 */
export function checkTestData(script: string, data: string): void {
  const checking: Checking = { data, position: 0, variables: new Map(), ended: false };
  runAll(checking, parseScript(script));
  if (!checking.ended && checking.position < data.length) throw mismatch(checking, 'EOF', 'there is more');
}

type Checking = Evaluation & { ended: boolean };

function mismatch({ data, position }: Checking, name: string, problem: string): Mismatch {
  const before = data.slice(0, position);
  const line = before.split('\n').length;
  return new Mismatch(`line ${line}, character ${position - before.lastIndexOf('\n')}: does not match ${name}: ${problem}`);
}

/** After `EOF` nothing is run any more. */
function runAll(checking: Checking, commands: readonly Command[]): void {
  for (const command of commands) {
    if (checking.ended) return;
    run(checking, command);
  }
}

function run(checking: Checking, command: Command): void {
  try {
    perform(checking, command);
  } catch (error) {
    throw error instanceof NoResult || error instanceof SyntaxError ? new ScriptError(`${command.name}: ${error.message}`, command.line) : error;
  }
}

function perform(checking: Checking, command: Command): void {
  const fail = (problem: string): never => {
    throw mismatch(checking, command.name, problem);
  };
  switch (command.kind) {
    case 'text':
      return takeText(checking, text(evaluate(checking, command.text)), fail);
    case 'end':
      if (checking.position < checking.data.length) fail('there is more');
      checking.ended = true;
      return;
    case 'integer':
      return takeInteger(checking, command, fail);
    case 'float':
      return takeFloat(checking, command, fail);
    case 'regex':
      return takeRegex(checking, command, fail);
    case 'assert':
      if (!truth(evaluate(checking, command.condition))) fail('the condition does not hold');
      return;
    case 'set':
      for (const { target, value } of command.assignments) assign(checking, target, evaluate(checking, value));
      return;
    case 'unset':
      for (const name of command.names) checking.variables.delete(name);
      return;
    case 'repeat':
      return repeat(checking, command);
    case 'if':
      return runAll(checking, truth(evaluate(checking, command.condition)) ? command.chosen : command.otherwise);
    default:
      return command satisfies never;
  }
}

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;
type Fail = (problem: string) => never;

function takeText(checking: Checking, expected: string, fail: Fail): void {
  if (!checking.data.startsWith(expected, checking.position)) fail(checking.position >= checking.data.length ? 'the data end here' : 'something else is here');
  checking.position += expected.length;
}

/** What the expression matches at the place where the checking is; null where it does not. */
function matchHere({ data, position }: Checking, expression: RegExp): string | null {
  expression.lastIndex = position;
  return expression.exec(data)?.[0] ?? null;
}

const DIGITS = /-?\d*/y;

/** `0|-?[1-9][0-9]*` */
function takeInteger(checking: Checking, { least, most, target }: Of<'integer'>, fail: Fail): void {
  const digits = matchHere(checking, DIGITS) ?? '';
  if (!/^(0|-?[1-9]\d*)$/.test(digits)) fail(digits === '' || digits === '-' ? 'there is no integer' : `"${digits}" is not how an integer is written`);
  takeNumber(checking, BigInt(digits), { digits, least: evaluate(checking, least), most: evaluate(checking, most), target }, fail);
}

const FLOATS: Readonly<Record<string, RegExp>> = {
  ANY: /-?\d+(\.\d+)?([eE][+-]?\d+)?/y,
  FIXED: /-?\d+(\.\d+)?/y,
  SCIENTIFIC: /-?\d+(\.\d+)?[eE][+-]?\d+/y,
};

function takeFloat(checking: Checking, { least, most, decimals, target, notation }: Of<'float'>, fail: Fail): void {
  const digits = matchHere(checking, FLOATS[notation ?? 'ANY'] ?? DIGITS) ?? fail('there is no such number');
  if (decimals) {
    const count = BigInt(/\.(\d+)/.exec(digits)?.[1]?.length ?? 0);
    if (compare(count, evaluate(checking, decimals.least)) < 0 || compare(count, evaluate(checking, decimals.most)) > 0)
      fail(`"${digits}" has ${count} decimals`);
  }
  takeNumber(checking, numberOf(digits), { digits, least: evaluate(checking, least), most: evaluate(checking, most), target }, fail);
}

type NumberRead = { digits: string; least: Value; most: Value; target: Of<'integer'>['target'] };

function takeNumber(checking: Checking, value: Value, { digits, least, most, target }: NumberRead, fail: Fail): void {
  if (compare(value, least) < 0 || compare(value, most) > 0) fail(`${digits} is out of range`);
  checking.position += digits.length;
  if (target) assign(checking, target, value);
}

/** Compiling an expression anew for each of a million tokens would take most of the time. */
const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const made = new RegExp(inEcmaScript(pattern), 'y');
  expressions.set(pattern, made);
  return made;
}

/** In a set, older scripts have a bracket of their own without a backslash and classes between colons. */
function inEcmaScript(pattern: string): string {
  return pattern.replace(/\\[^]|\[(\^?)((?:\](?=[^\]]*\]))?(?:\\[^]|\[:\w+:\]|[^\]\\])*)\]/g, (whole, not?: string, members?: string) =>
    members === undefined ? whole : `[${not}${members.replace(/\\[^]|\[:(\w+):\]|[[\]]/g, inSet)}]`,
  );
}

function inSet(member: string, name?: string): string {
  if (name !== undefined) return CLASSES[name] ?? member;
  return member.startsWith('\\') ? member : `\\${member}`;
}

const CLASSES: Readonly<Record<string, string>> = {
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  alpha: 'A-Za-z',
  alnum: 'A-Za-z0-9',
  xdigit: '0-9A-Fa-f',
  space: '\\s',
  punct: '!-\\/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
};

function takeRegex(checking: Checking, { pattern, target }: Of<'regex'>, fail: Fail): void {
  const matched = matchHere(checking, expressionOf(text(evaluate(checking, pattern)))) ?? fail('something else is here');
  checking.position += matched.length;
  if (target) assign(checking, target, matched);
}

function repeat(checking: Checking, { counter, until, limit, separator, body }: Of<'repeat'>): void {
  const times = until === 'times' ? integer(evaluate(checking, limit)) : null;
  for (let round = 0n; ; round += 1n) {
    if (counter) assign(checking, counter, round);
    if (times === null ? !truth(evaluate(checking, limit)) : round >= times) return;
    if (separator && round > 0n) run(checking, separator);
    runAll(checking, body);
    if (checking.ended) return;
  }
}

function assign(checking: Checking, { name, indices }: NonNullable<Of<'regex'>['target']>, value: Value): void {
  const values = checking.variables.get(name) ?? new Map<string, Value>();
  checking.variables.set(name, values.set(indices.map((index) => integer(evaluate(checking, index))).join(), value));
}
