import { z } from 'zod';
import { hasOneSource, ONE_SOURCE, sourceFields } from './source.ts';
import { runStatusSchema } from './status.ts';
import { queuePlaceSchema } from './submission.ts';
import { storableText } from './text.ts';

/** A run's own limits can only lower the installation's. */
export const runLimitsSchema = z.strictObject({
  timeMs: z.number().int().min(1).max(10_000).optional(),
  memoryMb: z.number().int().min(4).max(256).optional(),
});
export type RunLimits = z.infer<typeof runLimitsSchema>;

export const MAX_STDIN_BYTES = 262_144;

export const runRequestSchema = z
  .strictObject({
    language: storableText.min(1).max(40),
    ...sourceFields,
    stdin: storableText.refine((text) => new TextEncoder().encode(text).length <= MAX_STDIN_BYTES, `must be at most ${MAX_STDIN_BYTES} bytes`).default(''),
    args: z.array(storableText.max(1_000)).max(50).optional(),
    limits: runLimitsSchema.optional(),
  })
  .refine(hasOneSource, ONE_SOURCE);
export type RunRequest = z.infer<typeof runRequestSchema>;

export const runAcceptedSchema = z.object({ runId: z.string(), status: z.literal('Queued') });
export type RunAccepted = z.infer<typeof runAcceptedSchema>;

export const runSchema = z.object({
  runId: z.string(),
  language: z.string(),
  status: runStatusSchema,
  stdout: z.string(),
  stderr: z.string(),
  stdoutTruncated: z.boolean(),
  stderrTruncated: z.boolean(),
  exitCode: z.number().int().nullable(),
  /** Signal name such as SIGSEGV. */
  signal: z.string().nullable(),
  timeMs: z.number().nullable(),
  wallMs: z.number().nullable(),
  memoryKb: z.number().int().nullable(),
  compileOutput: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  sequence: z.number().int(),
  ...queuePlaceSchema.shape,
});
export type Run = z.infer<typeof runSchema>;
