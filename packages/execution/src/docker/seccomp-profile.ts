/**
 * The launcher's seccomp lists (rules: launcher/src/seccomp_rules.h) as a profile for the container engine.
 * A later rule for the same call replaces an earlier one, as in the launcher.
 */
import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import path from 'node:path';
import { packageFolder } from '../launcher/program.ts';

export type SeccompProfile = {
  defaultAction: 'SCMP_ACT_ERRNO';
  defaultErrnoRet: number;
  architectures: string[];
  syscalls: SeccompRule[];
};
export type SeccompRule = { names: string[]; action: 'SCMP_ACT_ALLOW' | 'SCMP_ACT_ERRNO'; errnoRet?: number; args?: Comparison[] };
/** The low 32 bits of an argument, of which only those in `value` are looked at, equal `valueTwo`. */
export type Comparison = { index: number; value: number; valueTwo: number; op: 'SCMP_CMP_MASKED_EQ' };

type Rules = { otherwise: string; calls: Map<string, SeccompRule[]> };

const ALL_BITS = 0xffff_ffff;
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: 'SCMP_ARCH_X86_64', arm64: 'SCMP_ARCH_AARCH64' };

/** Around a container: what any program in it or its agent may ask of the kernel. */
export async function containerProfile(): Promise<SeccompProfile> {
  const architecture = ARCHITECTURES[process.arch];
  if (!architecture) throw new Error(`There is no seccomp profile for ${process.arch}`);
  const rules: Rules = { otherwise: 'EPERM', calls: new Map() };
  await readProfile('agent', rules);
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: errno(rules.otherwise),
    architectures: [architecture],
    syscalls: [...rules.calls.values()].flat(),
  };
}

async function readProfile(name: string, rules: Rules): Promise<void> {
  const text = await readFile(path.join(packageFolder(), 'launcher', 'seccomp', `${name}.list`), 'utf8');
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [verb = '', ...words] = line.split(' ');
    try {
      if (verb === 'include') await readProfile(words[0] ?? '', rules);
      else readRule(verb, words, rules);
    } catch (cause) {
      throw new Error(`Seccomp profile ${name}, line ${index + 1}, cannot be read`, { cause });
    }
  }
}

function readRule(verb: string, words: string[], rules: Rules): void {
  const [first = '', ...rest] = words;
  switch (verb) {
    case 'default':
      rules.otherwise = first;
      return;
    case 'allow':
      for (const name of words) rules.calls.set(name, [{ names: [name], action: 'SCMP_ACT_ALLOW' }]);
      return;
    case 'deny':
      for (const name of rest) rules.calls.set(name, [{ names: [name], action: 'SCMP_ACT_ERRNO', errnoRet: errno(first) }]);
      return;
    case 'memory':
      // The launcher's own filter asks about large ones.
      rules.calls.set(first, [{ names: [first], action: 'SCMP_ACT_ALLOW' }]);
      return;
    case 'if':
      rules.calls.set(first, conditional(first, rest));
      return;
    default:
      throw new Error(`no such rule: ${verb}`);
  }
}

/** One rule for each combination of values: comparisons within a rule must all hold. */
function conditional(name: string, words: string[]): SeccompRule[] {
  const end = words.indexOf('else');
  if (end < 0) throw new Error('a condition without else');
  const tests = words.slice(0, end).join(' ').split(' and ').map(readTest);
  const combinations = tests.reduce<Comparison[][]>((sofar, test) => sofar.flatMap((before) => test.map((one) => [...before, one])), [[]]);
  return combinations.map((args) => ({ names: [name], action: 'SCMP_ACT_ALLOW', args }));
}

/** `ARG in VALUE...` or `ARG mask MASK is VALUE`: any one of these comparisons. */
function readTest(text: string): Comparison[] {
  const [argument, kind, ...words] = text.split(' ');
  const index = number(argument);
  if (kind === 'in') return words.map((word) => ({ index, value: ALL_BITS, valueTwo: number(word), op: 'SCMP_CMP_MASKED_EQ' }));
  if (kind === 'mask' && words[1] === 'is') return [{ index, value: number(words[0]), valueTwo: number(words[2]), op: 'SCMP_CMP_MASKED_EQ' }];
  throw new Error(`no such test: ${text}`);
}

function number(word: string | undefined): number {
  const value = Number(word);
  if (!word || !Number.isSafeInteger(value) || value < 0) throw new Error(`not a number: ${word}`);
  return value;
}

function errno(name: string): number {
  const value = (constants.errno as Record<string, number>)[name];
  if (value === undefined) throw new Error(`no such error: ${name}`);
  return value;
}
