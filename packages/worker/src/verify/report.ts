import type { Verdict } from '@codearena/contracts';
import type { Finding } from '@codearena/problem-package';

/** What verifying some packages found; plain data, so that it is also the answer to `--json`. */
export type VerificationReport = {
  ok: boolean;
  problems: ProblemReport[];
  totals: {
    problems: number;
    expected: number;
    surprises: number;
    skipped: number;
    invalidInputs: number;
    /** Validators, and data by which they are tested, that are not as they must be. */
    validation: number;
    unreadable: number;
  };
};

export type ProblemReport =
  | { kind: 'unreadable'; path: string; error: string; file: string | null; line: number | null; submissions: [] }
  | {
      kind: 'verified';
      path: string;
      slug: string;
      title: string;
      ok: boolean;
      timeLimitMs: number;
      /** Whether the limit follows from the times of the submissions, since the package says none. */
      timeLimitInferred: boolean;
      tests: number;
      warnings: string[];
      submissions: SubmissionReport[];
      inputs: InputReport[];
      answers: InputReport[];
      /** Answers and data by which the validators are tested. */
      outputs: OutputReport[];
      /** What the package's author should look at. */
      findings: Finding[];
      timing: Timing;
      margins: Margins;
    };

/** What the package wants between its time limit and the submissions on either side of it, as factors. */
export type Margins = { acToTimeLimit: number; timeLimitToTle: number };

export type SubmissionReport = {
  path: string;
  language: string;
  /** Null: the package does not say, so nothing is a surprise. */
  expected: readonly Verdict[] | null;
  actual: Verdict | null;
  /** Of a scoring problem. */
  score: number | null;
  result: 'expected' | 'surprise' | 'skipped';
  /** Why it was skipped, or what was surprising. */
  reason: string | null;
  /** What the package asks for and the submission did not get. */
  unmet: string[];
  /** Slowest test, and the limit of this language. */
  timeMs: number | null;
  limitMs: number | null;
  memoryKb: number | null;
  testsRun: number;
  /** Of those that were run. */
  tests: { name: string; verdict: Verdict; timeMs: number }[];
  /** The first test that was not accepted. */
  failedTest: string | null;
  /** Where the package's own limits decided: under which of this installation's it would get what. */
  deviation: string | null;
};

/** What an input validator thinks of the inputs, or an answer validator of the answers. */
export type InputReport = {
  validator: string;
  result: 'expected' | 'surprise' | 'skipped';
  reason: string | null;
  checked: number;
  /** Tests whose file it did not accept, with what it said. */
  rejected: { test: string; message: string }[];
  /** What must be rejected and it accepted. */
  invalidAccepted: string[];
  /** What no input of any problem is and it accepted. */
  junkAccepted: string[];
};

/** `doubtful`: a secret test's answer file is not accepted as an output, which some authors mean so. */
export type OutputReport = { name: string; result: 'expected' | 'doubtful' | 'surprise'; reason: string | null };

/** How far the time limit is from the submissions on either side of it; ratios to the limit of their language. */
export type Timing = {
  slowestAccepted: { path: string; ratio: number } | null;
  /** Its ratio is at most the one to which such submissions are run. */
  fastestTimeLimit: { path: string; ratio: number } | null;
};

export function summarise(problems: ProblemReport[]): VerificationReport {
  const verified = problems.filter((report) => report.kind === 'verified');
  const submissions = verified.flatMap((report) => report.submissions);
  const count = (result: SubmissionReport['result']) => submissions.filter((submission) => submission.result === result).length;
  return {
    ok: problems.every((report) => report.kind === 'verified' && report.ok),
    problems,
    totals: {
      problems: problems.length,
      expected: count('expected'),
      surprises: count('surprise'),
      skipped: count('skipped'),
      invalidInputs: verified.flatMap((report) => report.inputs).reduce((sum, input) => sum + input.rejected.length, 0),
      validation: verified.flatMap(({ inputs, answers, outputs }) => [...inputs, ...answers, ...outputs]).filter(({ result }) => result === 'surprise').length,
      unreadable: problems.length - verified.length,
    },
  };
}
