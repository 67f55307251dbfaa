import { z } from 'zod';
import { runSchema } from './run.ts';
import { runStatusSchema } from './status.ts';
import { groupResultSchema, submissionSchema, testResultSchema } from './submission.ts';

export const subscribeSchema = z.object({ submissionId: z.string().min(1).max(100) });
export type Subscribe = z.infer<typeof subscribeSchema>;

const head = { submissionId: z.string(), sequence: z.number().int() };

/** For a run, `submissionId` is the run's id and `status` may be `Completed`. */
export const submissionStatusEventSchema = z.object({ ...head, status: runStatusSchema });
export const submissionTestEventSchema = z.object({
  ...head,
  testResult: testResultSchema,
  done: z.number().int(),
  total: z.number().int(),
});
export const submissionCompletedEventSchema = z.object({
  ...head,
  status: runStatusSchema,
  score: z.number().nullable(),
  maxScore: z.number().nullable(),
  testResults: z.array(testResultSchema),
  groupResults: z.array(groupResultSchema),
  executionTimeMs: z.number().nullable(),
  memoryKb: z.number().int().nullable(),
});

export type SubmissionStatusEvent = z.infer<typeof submissionStatusEventSchema>;
export type SubmissionTestEvent = z.infer<typeof submissionTestEventSchema>;
export type SubmissionCompletedEvent = z.infer<typeof submissionCompletedEventSchema>;

/** What travels from worker to realtime server, on channel `submission:{id}`. */
export const submissionEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('submission_status'), payload: submissionStatusEventSchema }),
  z.object({ event: z.literal('submission_test'), payload: submissionTestEventSchema }),
  z.object({ event: z.literal('submission_completed'), payload: submissionCompletedEventSchema }),
]);
export type SubmissionEvent = z.infer<typeof submissionEventSchema>;

export const subscriptionStateSchema = z.union([
  submissionSchema.extend({ kind: z.literal('submission') }),
  runSchema.extend({ kind: z.literal('run'), submissionId: z.string() }),
]);
export type SubscriptionState = z.infer<typeof subscriptionStateSchema>;

export type SubscribeError = { error: { code: string; message: string } };

export interface ClientToServerEvents {
  subscribe_submission: (request: Subscribe, acknowledge?: (answer: SubscriptionState | SubscribeError) => void) => void;
  unsubscribe_submission: (request: Subscribe) => void;
}

export interface ServerToClientEvents {
  submission_status: (event: SubmissionStatusEvent) => void;
  submission_test: (event: SubmissionTestEvent) => void;
  submission_completed: (event: SubmissionCompletedEvent) => void;
}
