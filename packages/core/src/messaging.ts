import type { Language, SubmissionEvent } from '@codearena/contracts';
import type { QueueItem } from './stores.ts';
import type { IsolationReport } from './sandbox.ts';

/** At-least-once delivery of references; the database decides what is really judged. */
export interface SubmissionQueue {
  /** Adding the same id and attempt twice is one job. Served are lower turns first, within a turn runs first, else who came first. */
  add(item: QueueItem): Promise<void>;
  depth(): Promise<QueueDepth>;
  close(): Promise<void>;
}
export type QueueDepth = { waiting: number; active: number };

export interface SubmissionConsumer {
  /** Calls `handle` for up to `concurrency` items at a time until `stop`, which waits for those running. */
  start(handle: (item: QueueItem) => Promise<void>): Promise<void>;
  /** Takes nothing more until `resume`; what runs goes on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** Live events from workers to whoever watches a submission. Best effort: the store has the truth. */
export interface EventBus {
  publish(event: SubmissionEvent): Promise<void>;
  /** `onGap`: events may have been lost; from now on they come again. */
  subscribe(submissionId: string, listener: (event: SubmissionEvent) => void, onGap?: () => void): Promise<Unsubscribe>;
  close(): Promise<void>;
}
export type Unsubscribe = () => Promise<void>;

/** Sliding window: at most `limit` in any `windowMs`, exact over all instances. */
export interface RateLimiter {
  /**
   * Counts a request of `key` and says whether it may pass; one that may not is not counted.
   * With `once`, requests of the same `once` count as one in the window, and pass as long as the first of them is in it.
   */
  take(key: string, once?: string): Promise<RateLimitDecision>;
}
export type RateLimitDecision = {
  allowed: boolean;
  limit: number;
  windowMs: number;
  remaining: number;
  /** Until the oldest counted request leaves the window. */
  resetMs: number;
};

/** Sessions beyond the signed cookie: whether one still stands. */
export interface SessionStore {
  create(): Promise<string>;
  exists(id: string): Promise<boolean>;
  /** The key that signs cookies, the same for all instances. */
  secret(): Promise<string>;
}

/** Which workers live and what they can run. */
export interface WorkerRegistry {
  beat(worker: WorkerReport): Promise<void>;
  leave(workerId: string): Promise<void>;
  live(): Promise<WorkerReport[]>;
  /** Of live workers; of the last ones seen where none lives. */
  languages(): Promise<Language[]>;
}
export type WorkerReport = {
  workerId: string;
  lanes: number;
  languages: Language[];
  isolation: IsolationReport;
  /** How long one submission or run keeps a lane busy, as measured lately; null before the first. */
  judgingMs: number | null;
  /** Why it takes no submissions at the moment, for everybody's eyes; null while it does. */
  trouble: string | null;
};

/** A dependency that `/ready` names. */
export interface Probe {
  name: string;
  /** Throws with a reason when not ready. */
  check(): Promise<void>;
}
