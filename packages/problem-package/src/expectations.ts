import type { Verdict } from '@codearena/contracts';
import { PackageError } from './package-error.ts';
import type { PackageProgram } from './programs.ts';

/** Verdicts of the format on one test. */
type TestVerdict = 'AC' | 'WA' | 'TLE' | 'RTE';
/** Every test's verdict must be permitted; at least one must be a required one. */
export type Requirement = { permitted?: readonly TestVerdict[] | undefined; required?: readonly TestVerdict[] | undefined };

export const DIRECTORY_REQUIREMENTS: Record<string, Requirement> = {
  accepted: { permitted: ['AC'] },
  rejected: { required: ['RTE', 'TLE', 'WA'] },
  wrong_answer: { permitted: ['AC', 'WA'], required: ['WA'] },
  time_limit_exceeded: { permitted: ['AC', 'TLE'], required: ['TLE'] },
  run_time_error: { permitted: ['AC', 'RTE'], required: ['RTE'] },
  brute_force: { permitted: ['AC', 'RTE', 'TLE'], required: ['RTE', 'TLE'] },
};

const OURS: Record<TestVerdict, readonly Verdict[]> = {
  AC: ['Accepted'],
  WA: ['Wrong Answer'],
  TLE: ['Time Limit Exceeded'],
  RTE: ['Runtime Error', 'Memory Limit Exceeded', 'Output Limit Exceeded'],
};

/** Which verdicts a whole submission may get: the first test that is not accepted decides it. */
export function expectedVerdicts(requirements: readonly Requirement[]): Verdict[] {
  let possible: TestVerdict[] = ['AC', 'WA', 'TLE', 'RTE'];
  for (const { permitted, required } of requirements) {
    if (permitted) possible = possible.filter((verdict) => permitted.includes(verdict));
    if (required && !required.includes('AC')) possible = possible.filter((verdict) => verdict !== 'AC');
  }
  return possible.flatMap((verdict) => OURS[verdict]);
}

const JUDGE_RESULTS: Record<string, readonly Verdict[]> = {
  CORRECT: OURS.AC,
  ACCEPTED: OURS.AC,
  'WRONG-ANSWER': OURS.WA,
  'NO-OUTPUT': OURS.WA,
  TIMELIMIT: OURS.TLE,
  'TIME-LIMIT-EXCEEDED': OURS.TLE,
  'RUN-ERROR': OURS.RTE,
  'RUN-TIME-ERROR': OURS.RTE,
  'RUNTIME-ERROR': OURS.RTE,
  'MEMORY-LIMIT': ['Memory Limit Exceeded', 'Runtime Error'],
  'OUTPUT-LIMIT': ['Output Limit Exceeded'],
  'COMPILER-ERROR': ['Compilation Error'],
};

/** `@EXPECTED_RESULTS@: WRONG-ANSWER, TIMELIMIT` in a source says more than its directory. */
export function annotatedVerdicts(program: PackageProgram): Verdict[] | null {
  for (const file of program.files) {
    const match = /@EXPECTED_RESULTS@:[ \t]*([A-Za-z_, \t-]*)/.exec(file.text);
    if (match) return namedVerdicts(match[1] ?? '', program, file.text.slice(0, match.index).split('\n').length);
  }
  return null;
}

function namedVerdicts(list: string, program: PackageProgram, line: number): Verdict[] {
  const names = list.split(',').map((name) => name.trim().toUpperCase().replaceAll('_', '-'));
  return [...new Set(names.filter(Boolean).flatMap((name) => resultOf(name, program, line)))];
}

function resultOf(name: string, program: PackageProgram, line: number): readonly Verdict[] {
  const verdicts = JUDGE_RESULTS[name];
  if (!verdicts) throw new PackageError(program.path, `@EXPECTED_RESULTS@: "${name}" is not a known result`, line);
  return verdicts;
}
