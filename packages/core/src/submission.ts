import {
  isFinal,
  isRunFinal,
  UNSCORED,
  type GroupResult,
  type RunLimits,
  type RunStatus,
  type SourceFile,
  type Status,
  type TestResult,
  type Verdict,
} from '@codearena/contracts';
import type { ProblemDefinition } from './problem.ts';

/** `submission`: code for a problem. `run`: code with the user's own input, no verdict on correctness. */
export type SubmissionKind = 'submission' | 'run';

/** What a worker asks for and what fences its writes: only the holder of the newest attempt may write. */
export type Claim = { id: string; attempt: number };

/** What was sent: one text without a name, or files with names of their own; then `code` is empty. */
export type SentSource = { code: string; files: SourceFile[]; entryPoint: string | null };

/** A claimed submission with all that is needed to judge it. `tries`: how many attempts this one is, but for those that an operator forgave. */
export type Work = { claim: Claim; tries: number; sessionId: string; language: string; requestId: string | null; createdAt: Date } & SentSource &
  ({ kind: 'submission'; problem: ProblemDefinition } | { kind: 'run'; stdin: string; args: string[]; limits: RunLimits });

/** `index` is the test's. */
export type JudgeMessage = { index: number; text: string };

export type SubmissionOutcome = {
  kind: 'submission';
  verdict: Verdict;
  score: number | null;
  maxScore: number | null;
  testResults: TestResult[];
  groupResults: GroupResult[];
  /** What the problem's validators said for its jury, never for those who solve it. */
  judgeMessages: JudgeMessage[];
  /** What the problem's own programs did wrong, for whoever runs this installation. */
  complaints: string[];
  compileOutput: string | null;
  executionTimeMs: number | null;
  memoryKb: number | null;
};

/** What an outcome has that says nothing beyond its verdict. */
export const VERDICT_ALONE = { ...UNSCORED, judgeMessages: [] as JudgeMessage[], complaints: [] as string[] };

export type RunOutcome = {
  kind: 'run';
  status: RunStatus;
  stdout: string;
  stderr: string;
  stdoutTruncated: boolean;
  stderrTruncated: boolean;
  exitCode: number | null;
  signal: string | null;
  timeMs: number | null;
  wallMs: number | null;
  memoryKb: number | null;
  compileOutput: string | null;
};

export type Outcome = SubmissionOutcome | RunOutcome;

const NEXT: Record<'Queued' | 'Compiling' | 'Running', readonly RunStatus[]> = {
  Queued: ['Compiling', 'Running', 'Judge Error'],
  Compiling: ['Running', 'Compilation Error', 'Judge Error'],
  Running: [
    'Completed',
    'Accepted',
    'Partially Accepted',
    'Wrong Answer',
    'Time Limit Exceeded',
    'Memory Limit Exceeded',
    'Output Limit Exceeded',
    'Runtime Error',
    'Judge Error',
  ],
};

/** Whether one attempt may go from `from` to `to`. A new attempt starts at `Queued` again. Final is final. */
export function mayFollow(from: RunStatus, to: RunStatus): boolean {
  if (from !== 'Queued' && from !== 'Compiling' && from !== 'Running') return false;
  return NEXT[from].includes(to);
}

/** A submission whose attempts all ended without a result is poisonous: it gets no further one, but a `Judge Error`. */
export const MAX_ATTEMPTS = 5;

const EVENTS_PER_ATTEMPT = 1_000_000;

/** Numbers one attempt's events so that they grow over attempts too, whoever judges. */
export function sequenceOf(attempt: number, event: number): number {
  return attempt * EVENTS_PER_ATTEMPT + event;
}

/**
 * A pass-fail submission's verdict: the first test that was not accepted decides.
 * No test at all is a fault of ours: it must never look accepted.
 */
export function reduceVerdict(results: readonly TestResult[]): Verdict {
  if (results.length === 0) return 'Judge Error';
  return results.find((result) => result.status !== 'Accepted')?.status ?? 'Accepted';
}

export function isEnded(kind: SubmissionKind, status: Status | RunStatus): boolean {
  return kind === 'run' ? isRunFinal(status) : status !== 'Completed' && isFinal(status);
}

/** Slowest and largest over all tests; null when none ran. */
export function worstUsage(results: readonly TestResult[]): { executionTimeMs: number | null; memoryKb: number | null } {
  if (results.length === 0) return { executionTimeMs: null, memoryKb: null };
  return {
    executionTimeMs: Math.max(...results.map((result) => result.timeMs)),
    memoryKb: Math.max(...results.map((result) => result.memoryKb)),
  };
}
