import type { Verdict } from '@codearena/contracts';
import type { PackageProgram } from '../programs.ts';

/** Verdicts of the format on one test. */
export type TestVerdict = 'AC' | 'WA' | 'TLE' | 'RTE';

/** Every test's verdict must be permitted; at least one must be a required one. */
export type Expectation = { permitted?: readonly TestVerdict[]; required?: readonly TestVerdict[] };

/** Since 2023-07. */
export const DIRECTORY_EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  accepted: { permitted: ['AC'] },
  rejected: { required: ['RTE', 'TLE', 'WA'] },
  wrong_answer: { permitted: ['AC', 'WA'], required: ['WA'] },
  time_limit_exceeded: { permitted: ['AC', 'TLE'], required: ['TLE'] },
  run_time_error: { permitted: ['AC', 'RTE'], required: ['RTE'] },
  brute_force: { permitted: ['AC', 'RTE', 'TLE'], required: ['RTE', 'TLE'] },
};

export const VERDICTS: Readonly<Record<TestVerdict, readonly Verdict[]>> = {
  AC: ['Accepted'],
  WA: ['Wrong Answer'],
  TLE: ['Time Limit Exceeded'],
  RTE: ['Runtime Error', 'Memory Limit Exceeded', 'Output Limit Exceeded'],
};

const REJECTED = [...VERDICTS.WA, ...VERDICTS.TLE, ...VERDICTS.RTE];

/** What directories mean for the whole submission, in the older versions and in packages of other judges. */
export const DIRECTORY_VERDICTS: Readonly<Record<string, readonly Verdict[]>> = {
  accepted: VERDICTS.AC,
  slow: [...VERDICTS.AC, ...VERDICTS.TLE],
  slow_accepted: VERDICTS.AC,
  partially_accepted: ['Partially Accepted'],
  rejected: REJECTED,
  wrong_answer: VERDICTS.WA,
  no_output: VERDICTS.WA,
  presentation_error: VERDICTS.WA,
  time_limit_exceeded: VERDICTS.TLE,
  timelimit: VERDICTS.TLE,
  timeout: VERDICTS.TLE,
  run_time_error: VERDICTS.RTE,
  runtime_error: VERDICTS.RTE,
  run_error: VERDICTS.RTE,
  memory_limit_exceeded: VERDICTS.RTE,
  output_limit_exceeded: VERDICTS.RTE,
  brute_force: [...VERDICTS.TLE, ...VERDICTS.RTE],
  compile_error: ['Compilation Error'],
  compiler_error: ['Compilation Error'],
  compilation_error: ['Compilation Error'],
};

/** Which verdicts a whole submission may get: the first test that is not accepted decides it. */
export function expectedVerdicts(expectations: readonly Expectation[]): Verdict[] {
  let possible: TestVerdict[] = ['AC', 'WA', 'TLE', 'RTE'];
  for (const { permitted, required } of expectations) {
    if (permitted) possible = possible.filter((verdict) => permitted.includes(verdict));
    if (required && !required.includes('AC')) possible = possible.filter((verdict) => verdict !== 'AC');
  }
  return possible.flatMap((verdict) => VERDICTS[verdict]);
}

/** DOMjudge's names of results; null: anything, to be looked at by a person. */
const JUDGE_RESULTS: Readonly<Record<string, readonly Verdict[] | null>> = {
  CORRECT: VERDICTS.AC,
  ACCEPTED: VERDICTS.AC,
  'WRONG-ANSWER': VERDICTS.WA,
  'NO-OUTPUT': VERDICTS.WA,
  'PRESENTATION-ERROR': VERDICTS.WA,
  TIMELIMIT: VERDICTS.TLE,
  'TIME-LIMIT': VERDICTS.TLE,
  'TIME-LIMIT-EXCEEDED': VERDICTS.TLE,
  'RUN-ERROR': VERDICTS.RTE,
  'RUN-TIME-ERROR': VERDICTS.RTE,
  'RUNTIME-ERROR': VERDICTS.RTE,
  'MEMORY-LIMIT': ['Memory Limit Exceeded', 'Runtime Error'],
  'MEMORY-LIMIT-EXCEEDED': ['Memory Limit Exceeded', 'Runtime Error'],
  'OUTPUT-LIMIT': ['Output Limit Exceeded'],
  'OUTPUT-LIMIT-EXCEEDED': ['Output Limit Exceeded'],
  'COMPILER-ERROR': ['Compilation Error'],
  'COMPILE-ERROR': ['Compilation Error'],
  'COMPILATION-ERROR': ['Compilation Error'],
  'PARTIALLY-ACCEPTED': ['Partially Accepted'],
  AC: VERDICTS.AC,
  WA: VERDICTS.WA,
  TLE: VERDICTS.TLE,
  RTE: VERDICTS.RTE,
  CE: ['Compilation Error'],
  PAC: ['Partially Accepted'],
  'CHECK-MANUALLY': null,
};

/** `@EXPECTED_RESULTS@: WRONG-ANSWER, TIMELIMIT` in a source says more than its directory. Undefined: it says nothing. */
export function annotatedVerdicts(program: PackageProgram, warn: (problem: string) => void): readonly Verdict[] | null | undefined {
  const annotation = findAnnotation(program, /@EXPECTED_RESULTS?@:?[ \t]*([A-Za-z_, \t-]*)/);
  if (annotation === undefined) return undefined;
  const names = annotation.split(/[,\s]+/).map((name) => name.trim().toUpperCase().replaceAll('_', '-'));
  const verdicts = names.filter(Boolean).map((name) => {
    if (!(name in JUDGE_RESULTS)) warn(`@EXPECTED_RESULTS@: "${name}" is not a known result; any verdict is taken`);
    return JUDGE_RESULTS[name] ?? null;
  });
  const known = verdicts.flatMap((list) => list ?? []);
  return verdicts.includes(null) || known.length === 0 ? null : [...new Set(known)];
}

/** `@EXPECTED_SCORE@: 40` or, as a range, `40-60`. */
export function annotatedScore(program: PackageProgram): ScoreRange | null {
  const annotation = findAnnotation(program, /@EXPECTED_SCORE@:?[ \t]*([0-9.]+(?:[ \t]*(?:-|,|\.\.|to)?[ \t]*[0-9.]+)?)/);
  const numbers = annotation?.match(/\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  const [least] = numbers;
  return least === undefined ? null : { least, most: numbers[1] ?? least };
}

export type ScoreRange = { least: number; most: number };

function findAnnotation(program: PackageProgram, pattern: RegExp): string | undefined {
  for (const file of program.files) {
    const match = file.text === null ? null : pattern.exec(file.text);
    if (match) return match[1] ?? '';
  }
  return undefined;
}
