import type {
  History,
  HistoryQuery,
  JudgeErrorList,
  JudgeErrorQuery,
  Language,
  PendingStatus,
  Problem,
  ProblemList,
  ProblemListQuery,
  Run,
  RunRequest,
  Submission,
  SubmissionRequest,
  TestResult,
} from '@codearena/contracts';
import type { DataFile, ProblemDefinition, PublicFile } from './problem.ts';
import type { Claim, Outcome, SubmissionKind, Work } from './submission.ts';

/** Who asks: a session now, an account later. */
export type Viewer = { sessionId: string };

/** `created: false` means that the idempotency key was used before, with the same body. Another body: `idempotency_conflict`. */
export type Creation = { id: string } & ({ created: true; turn: number } | { created: false });
export type CreationContext = { viewer: Viewer; requestId: string; idempotencyKey: string | null };

/** The gateway's and the realtime server's side of submissions and runs. Somebody else's id is simply not found. */
export interface SubmissionStore {
  /** Row and intention to judge in one transaction. `problemId` is an id or slug; unknown problem: `not_found`, language not allowed: `unsupported_language`. */
  createSubmission(request: SubmissionRequest, context: CreationContext): Promise<Creation>;
  createRun(request: RunRequest, context: CreationContext): Promise<Creation>;
  findSubmission(id: string, viewer: Viewer): Promise<Submission | null>;
  findRun(id: string, viewer: Viewer): Promise<Run | null>;
  history(query: HistoryQuery, viewer: Viewer): Promise<History>;
  /** How many submissions and runs wait for a worker; counting stops at `most`. */
  countWaiting(most: number): Promise<number>;
  /** How long the one that has waited longest could have been taken; null when none waits. */
  oldestWaitingMs(): Promise<number | null>;
  /** Whether something was created with this idempotency key before, whatever its body was. */
  isRepetition(context: Pick<CreationContext, 'viewer' | 'idempotencyKey'>): Promise<boolean>;
}

/** The worker's side. Every write carries the claim and fails harmlessly (`false`) when the claim is no longer the newest. */
export interface JudgingStore {
  /** Takes a waiting submission, or one whose holder's lease ran out. Null: ended, held by a living worker, or gone. */
  claim(id: string, workerId: string, leaseMs: number): Promise<Work | null>;
  renew(claim: Claim, leaseMs: number): Promise<boolean>;
  progress(claim: Claim, change: Progress): Promise<boolean>;
  /** Verdict, tests and the intention to announce it in one transaction; once only. `fault`: why it is a `Judge Error`, for operators. */
  finish(claim: Claim, outcome: Outcome, sequence: number, fault?: string): Promise<boolean>;
  /** Gives it back to be tried again (`Queued`); it is due after `delayMs`. */
  release(claim: Claim, delayMs: number, sequence: number, fault?: string): Promise<boolean>;
}

export type Progress = { sequence: number; status?: PendingStatus; testsTotal?: number; testResults?: TestResult[] };

/** For operators: what ended as `Judge Error`, whoever sent it. */
export interface JudgeErrorStore {
  /** Newest first. */
  list(query: JudgeErrorQuery): Promise<JudgeErrorList>;
  /**
   * Back to `Queued`, with all attempts before it again: the one way out of a final status, open to `Judge Error` alone, which is no
   * verdict about anybody's code. Null where there is no such Judge Error. `sequence` is that of the event which tells it.
   */
  judgeAgain(id: string): Promise<{ item: QueueItem; sequence: number } | null>;
}

/** Finds what the queue or a worker forgot. */
export interface SubmissionRecovery {
  /**
   * Waiting or lease run out, and due: each must have a live job. What was found is not found again for some seconds.
   * Those that used up `MAX_ATTEMPTS` are ended as `Judge Error` instead.
   */
  findOverdue(limit: number): Promise<QueueItem[]>;
  /** Ended but perhaps never announced. */
  findUnannounced(olderThanMs: number, limit: number): Promise<string[]>;
  markAnnounced(ids: readonly string[]): Promise<void>;
  /** The last event of an ended submission or run, as the worker would have published it. */
  completedEvent(id: string): Promise<import('@codearena/contracts').SubmissionEvent | null>;
}

/** `attempt` is the one that the item is to start: 1 for a new submission, `attempt + 1` of one that has to be judged again. */
export type QueueItem = {
  id: string;
  kind: SubmissionKind;
  attempt: number;
  /** When it is served, as a round: in each, every session has a turn of each kind. The store decides which. */
  turn: number;
  requestId: string | null;
  sessionId: string;
};

export interface ProblemStore {
  list(query: ProblemListQuery, viewer: Viewer): Promise<ProblemList>;
  /** By id or slug. `languages` are those that this installation offers. */
  find(idOrSlug: string, viewer: Viewer, languages: readonly Language[]): Promise<Problem | null>;
  /** A figure, attachment or statement of the current version, by its name. */
  openFile(idOrSlug: string, name: string): Promise<OpenedFile | null>;
  /** Adds or replaces by slug, in one transaction, with its test data; submissions of the older version keep theirs. */
  save(definition: ProblemDefinition, data: TestDataSource): Promise<{ id: string; changed: boolean }>;
  /** The current version as it was saved, by slug. */
  definition(slug: string): Promise<ProblemDefinition | null>;
  /** Hides it; its history stays. */
  remove(slug: string): Promise<boolean>;
  /** Content hash by slug, so that an import can skip what is there already. */
  versions(): Promise<Map<string, string>>;
}

export type OpenedFile = PublicFile & { content: AsyncIterable<Uint8Array> };

/** Opens test data while a problem is being saved. */
export type TestDataSource = { open(file: DataFile): AsyncIterable<Uint8Array> };

/** Removes what nobody needs any more: old runs, sessions that were never used, versions of problems nobody submitted for, their files. */
export interface Housekeeping {
  tidy(): Promise<{ runs: number; sessions: number; versions: number; files: number }>;
}

/** Test data by SHA-256, on this machine's disk when asked for. */
export interface TestData {
  /** Absolute path of a local, complete, read-only file. */
  path(file: DataFile): Promise<string>;
}
