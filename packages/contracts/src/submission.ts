import { z } from 'zod';
import { statusSchema, verdictSchema } from './status.ts';
import { hasOneSource, ONE_SOURCE, sourceFields, sourceFileSchema } from './source.ts';
import { timingSchema } from './timing.ts';
import { cursorText, pageLimit, storableText } from './text.ts';

/** Source size is limited by MAX_SOURCE_BYTES, for all files together, which the gateway checks; it answers 413, not 400. */
export const submissionRequestSchema = z
  .strictObject({ problemId: storableText.min(1).max(200), language: storableText.min(1).max(40), ...sourceFields })
  .refine(hasOneSource, ONE_SOURCE);
export type SubmissionRequest = z.infer<typeof submissionRequestSchema>;

export const waitQuerySchema = z.strictObject({ wait: z.enum(['true', 'false']).optional() });
export const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters');

export const submissionAcceptedSchema = z.object({ submissionId: z.string(), status: z.literal('Queued') });
export type SubmissionAccepted = z.infer<typeof submissionAcceptedSchema>;

/** What one side of an interaction said in one go; `pass` counts from 1. */
export const turnSchema = z.object({ pass: z.number().int(), from: z.enum(['submission', 'judge']), text: z.string() });
export type Turn = z.infer<typeof turnSchema>;

export const testResultSchema = z.object({
  /** 1-based, in the order of judging. */
  index: z.number().int(),
  status: verdictSchema,
  timeMs: z.number(),
  wallMs: z.number(),
  memoryKb: z.number().int(),
  score: z.number().nullable(),
  sample: z.boolean(),
  /** The name of the test group, for the strip. */
  group: z.string().optional(),
  /** Only for samples, cut at a display size. */
  input: z.string().optional(),
  expected: z.string().optional(),
  output: z.string().optional(),
  /** Where it was run more than once, because it was too slow by less than a tenth. */
  timing: timingSchema.optional(),
  /** Of a sample of an interactive problem: who said what, cut at a display size. */
  transcript: z.array(turnSchema).optional(),
  /** What a person may know about this outcome, e.g. "exit code 1" or "line 3: expected 5, got 6". */
  message: z.string().optional(),
});
export type TestResult = z.infer<typeof testResultSchema>;

/** A group of tests of a scoring problem, when it has been judged or passed over. */
export const groupResultSchema = z.object({
  /** Path below the problem's data, e.g. "secret/2". */
  name: z.string(),
  /** Null: it was not judged. */
  status: verdictSchema.nullable(),
  score: z.number(),
  /** Null: there is no bound. */
  maxScore: z.number().nullable(),
  /** `index` of the first test in it that was not accepted. */
  failedTest: z.number().int().nullable(),
  /** Groups that had to be accepted before this one and were not. */
  unmet: z.array(z.string()),
});
export type GroupResult = z.infer<typeof groupResultSchema>;

/** Of a submission that has no points: a pass-fail problem's, or one that has not ended. */
export const UNSCORED = { score: null, maxScore: null, groupResults: [] as GroupResult[] };

/** Where something stands in the queue; only while Queued. */
export const queuePlaceSchema = z.object({
  /** Submissions and runs that are taken before this one; counting stops at 1000. */
  ahead: z.number().int().optional(),
  /** About how long that takes, from how fast the workers judge at present; absent while that is not known. */
  waitSeconds: z.number().int().optional(),
});
export type QueuePlace = z.infer<typeof queuePlaceSchema>;

export const submissionSchema = z.object({
  submissionId: z.string(),
  problem: z.object({ id: z.string(), slug: z.string(), title: z.string() }),
  language: z.string(),
  /** Of several files the first one's. */
  code: z.string(),
  /** Where it was sent as files; empty where it was sent as `code`. */
  files: z.array(sourceFileSchema),
  entryPoint: z.string().nullable(),
  status: statusSchema,
  /** Null until the status is final, then equal to it. */
  verdict: verdictSchema.nullable(),
  /** Points of a scoring problem; null before the end and where there are none. */
  score: z.number().nullable(),
  /** The most points that there are; null also where there is no bound. */
  maxScore: z.number().nullable(),
  /** Of a scoring problem, parents before their children, at the end. */
  groupResults: z.array(groupResultSchema),
  testsTotal: z.number().int(),
  testResults: z.array(testResultSchema),
  compileOutput: z.string().nullable(),
  /** The slowest test's CPU time. */
  executionTimeMs: z.number().nullable(),
  /** The largest test's peak memory. */
  memoryKb: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** Grows with every change of this submission; an event with a lower number is older than this state. */
  sequence: z.number().int(),
  ...queuePlaceSchema.shape,
});
export type Submission = z.infer<typeof submissionSchema>;

export const historyQuerySchema = z.strictObject({
  problem: storableText.max(200).optional(),
  language: storableText.max(40).optional(),
  status: statusSchema.optional(),
  cursor: cursorText.optional(),
  limit: pageLimit.default(25),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const historyItemSchema = submissionSchema
  .omit({
    code: true,
    files: true,
    entryPoint: true,
    testResults: true,
    groupResults: true,
    compileOutput: true,
    sequence: true,
    ahead: true,
    waitSeconds: true,
  })
  .extend({ testsPassed: z.number().int() });
export type HistoryItem = z.infer<typeof historyItemSchema>;

export const historySchema = z.object({ items: z.array(historyItemSchema), nextCursor: z.string().nullable() });
export type History = z.infer<typeof historySchema>;
