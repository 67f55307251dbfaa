import { ScriptError, tokensOf, type Token } from './tokens.ts';
import { numberOf, type Value } from './values.ts';

/*
 * A Checktestdata script as a tree, after the language's specification (doc/format-spec.md of DOMjudge/checktestdata, which
 * is in the public domain). A script is a list of commands, each of which takes something from the data or decides what comes next.
 */
export type Variable = { kind: 'variable'; name: string; indices: Expression[] };
export type Expression =
  | Variable
  | { kind: 'literal'; value: Value }
  | { kind: 'operation'; operator: string; left: Expression; right: Expression }
  | { kind: 'negative' | 'not'; operand: Expression }
  | { kind: 'length' | 'match'; operand: Expression }
  | { kind: 'at-end' }
  | { kind: 'unique'; names: string[] }
  | { kind: 'in-array'; value: Expression; name: string };

type Action =
  | { kind: 'text'; text: Expression }
  | { kind: 'end' }
  | { kind: 'integer'; least: Expression; most: Expression; target: Variable | null }
  | {
      kind: 'float';
      least: Expression;
      most: Expression;
      decimals: { least: Expression; most: Expression } | null;
      target: Variable | null;
      notation: string | null;
    }
  | { kind: 'regex'; pattern: Expression; target: Variable | null }
  | { kind: 'assert'; condition: Expression }
  | { kind: 'set'; assignments: { target: Variable; value: Expression }[] }
  | { kind: 'unset'; names: string[] }
  | { kind: 'repeat'; counter: Variable | null; until: 'times' | 'condition'; limit: Expression; separator: Command | null; body: Command[] }
  | { kind: 'if'; condition: Expression; chosen: Command[]; otherwise: Command[] };

/** `name` and `line` are for messages. */
export type Command = Action & { name: string; line: number };

/** Weakest first; all of them group from left to right. */
const OPERATORS: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%'], ['^']];
const COMPARISON = 2;
const POWER = 6;

export function parseScript(script: string): Command[] {
  const reader = createReader(tokensOf(script));
  const commands = parseCommands(reader);
  if (reader.peek().kind !== 'end') throw new ScriptError(`"${reader.peek().text}" closes nothing`, reader.peek().line);
  return commands;
}

type Reader = {
  peek(): Token;
  next(): Token;
  /** Takes the token if it is this symbol or keyword. */
  accept(text: string): boolean;
  expect(text: string): void;
};

function createReader(tokens: readonly Token[]): Reader {
  let position = 0;
  const peek = () => tokens[position] ?? { kind: 'end' as const, text: 'the end', line: 0 };
  const is = (text: string) => peek().text === text && (peek().kind === 'symbol' || peek().kind === 'keyword');
  const next = () => {
    const token = peek();
    position += 1;
    return token;
  };
  return {
    peek,
    next,
    accept: (text) => is(text) && next().text === text,
    expect(text) {
      if (!is(text)) throw new ScriptError(`"${text}" is expected, not "${peek().text}"`, peek().line);
      next();
    },
  };
}

function parseCommands(reader: Reader): Command[] {
  const commands: Command[] = [];
  while (reader.peek().kind !== 'end' && reader.peek().text !== 'END' && reader.peek().text !== 'ELSE') commands.push(parseCommand(reader));
  return commands;
}

function parseCommand(reader: Reader): Command {
  const { text: name, line, kind } = reader.next();
  const parse = kind === 'keyword' ? ACTIONS[name] : undefined;
  if (!parse) throw new ScriptError(`"${name}" is not a command`, line);
  return { ...parse(reader), name, line };
}

const literal = (value: Value): Expression => ({ kind: 'literal', value });

const ACTIONS: Readonly<Record<string, (reader: Reader) => Action>> = {
  SPACE: () => ({ kind: 'text', text: literal(' ') }),
  NEWLINE: () => ({ kind: 'text', text: literal('\n') }),
  EOF: () => ({ kind: 'end' }),
  STRING: (reader) => inParentheses(reader, () => ({ kind: 'text', text: parseExpression(reader) })),
  ASSERT: (reader) => inParentheses(reader, () => ({ kind: 'assert', condition: parseExpression(reader) })),
  REGEX: (reader) => inParentheses(reader, () => ({ kind: 'regex', pattern: parseExpression(reader), target: optionalTarget(reader) })),
  INT: (reader) => inParentheses(reader, () => ({ kind: 'integer', ...parseBounds(reader), target: optionalTarget(reader) })),
  FLOAT: (reader) => inParentheses(reader, () => ({ kind: 'float', ...parseBounds(reader), decimals: null, ...parseFloatOptions(reader) })),
  FLOATP: (reader) =>
    inParentheses(reader, () => {
      const bounds = parseBounds(reader);
      reader.expect(',');
      return { kind: 'float', ...bounds, decimals: parseBounds(reader), ...parseFloatOptions(reader) };
    }),
  SET: (reader) => inParentheses(reader, () => ({ kind: 'set', assignments: parseList(reader, parseAssignment) })),
  UNSET: (reader) => inParentheses(reader, () => ({ kind: 'unset', names: parseList(reader, parseName) })),
  REP: (reader) => parseLoop(reader, 'times', false),
  REPI: (reader) => parseLoop(reader, 'times', true),
  WHILE: (reader) => parseLoop(reader, 'condition', false),
  WHILEI: (reader) => parseLoop(reader, 'condition', true),
  IF: parseCondition,
};

function inParentheses<Parsed>(reader: Reader, parse: () => Parsed): Parsed {
  reader.expect('(');
  const parsed = parse();
  reader.expect(')');
  return parsed;
}

function parseList<Item>(reader: Reader, parse: (reader: Reader) => Item): Item[] {
  const items = [parse(reader)];
  while (reader.accept(',')) items.push(parse(reader));
  return items;
}

function parseBounds(reader: Reader): { least: Expression; most: Expression } {
  const least = parseExpression(reader);
  reader.expect(',');
  return { least, most: parseExpression(reader) };
}

function parseFloatOptions(reader: Reader): { target: Variable | null; notation: string | null } {
  const target = optionalTarget(reader);
  if (target === null || !reader.accept(',')) return { target, notation: null };
  const { text, line } = reader.next();
  if (text !== 'FIXED' && text !== 'SCIENTIFIC') throw new ScriptError(`"${text}" is neither FIXED nor SCIENTIFIC`, line);
  return { target, notation: text };
}

function optionalTarget(reader: Reader): Variable | null {
  return reader.accept(',') ? parseVariable(reader) : null;
}

function parseAssignment(reader: Reader): { target: Variable; value: Expression } {
  const target = parseVariable(reader);
  reader.expect('=');
  return { target, value: parseExpression(reader) };
}

function parseLoop(reader: Reader, until: 'times' | 'condition', counts: boolean): Action {
  const head = inParentheses(reader, () => {
    const counter = counts ? parseVariable(reader) : null;
    if (counts) reader.expect(',');
    const limit = parseExpression(reader);
    return { counter, limit, separator: reader.accept(',') ? parseCommand(reader) : null };
  });
  const body = parseCommands(reader);
  reader.expect('END');
  return { kind: 'repeat', until, ...head, body };
}

function parseCondition(reader: Reader): Action {
  const condition = inParentheses(reader, () => parseExpression(reader));
  const chosen = parseCommands(reader);
  const otherwise = reader.accept('ELSE') ? parseCommands(reader) : [];
  reader.expect('END');
  return { kind: 'if', condition, chosen, otherwise };
}

function parseVariable(reader: Reader): Variable {
  return parseVariableNamed(reader, parseName(reader));
}

function parseName(reader: Reader): string {
  const { kind, text, line } = reader.next();
  if (kind !== 'name') throw new ScriptError(`"${text}" is not the name of a variable`, line);
  return text;
}

function parseExpression(reader: Reader, level = 0): Expression {
  const operators = OPERATORS[level];
  if (!operators) return parseFactor(reader);
  let left = parseExpression(reader, level + 1);
  for (;;) {
    const { kind, text: operator } = reader.peek();
    if (kind !== 'symbol' || !operators.includes(operator)) return left;
    reader.next();
    left = { kind: 'operation', operator, left, right: parseExpression(reader, level + 1) };
  }
}

function parseFactor(reader: Reader): Expression {
  const token = reader.next();
  if (token.kind === 'number') return literal(numberOf(token.text));
  if (token.kind === 'string') return literal(token.text);
  if (token.kind === 'name') return parseVariableNamed(reader, token.text);
  const parse = FACTORS[token.text];
  if (!parse || token.kind === 'end') throw new ScriptError(`a value is expected, not "${token.text}"`, token.line);
  return parse(reader);
}

function parseVariableNamed(reader: Reader, name: string): Variable {
  if (!reader.accept('[')) return { kind: 'variable', name, indices: [] };
  const indices = parseList(reader, (inner) => parseExpression(inner));
  reader.expect(']');
  return { kind: 'variable', name, indices };
}

const FACTORS: Readonly<Record<string, (reader: Reader) => Expression>> = {
  '(': (reader) => {
    const inner = parseExpression(reader);
    reader.expect(')');
    return inner;
  },
  '-': (reader) => ({ kind: 'negative', operand: parseExpression(reader, POWER) }),
  '!': (reader) => ({ kind: 'not', operand: parseExpression(reader, COMPARISON) }),
  STRLEN: (reader) => inParentheses(reader, () => ({ kind: 'length', operand: parseExpression(reader) })),
  MATCH: (reader) => inParentheses(reader, () => ({ kind: 'match', operand: parseExpression(reader) })),
  ISEOF: () => ({ kind: 'at-end' }),
  UNIQUE: (reader) => inParentheses(reader, () => ({ kind: 'unique', names: parseList(reader, parseName) })),
  INARRAY: (reader) =>
    inParentheses(reader, () => {
      const value = parseExpression(reader);
      reader.expect(',');
      return { kind: 'in-array', value, name: parseName(reader) };
    }),
};
