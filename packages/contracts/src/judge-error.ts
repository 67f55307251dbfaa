import { z } from 'zod';
import { cursorText, pageLimit } from './text.ts';

/** What operators see of a submission or run that could not be judged for a reason of ours. */
export const judgeErrorSchema = z.object({
  submissionId: z.string(),
  kind: z.enum(['submission', 'run']),
  /** Null for a run. */
  problem: z.object({ slug: z.string(), title: z.string() }).nullable(),
  language: z.string(),
  attempts: z.number().int(),
  /** Why judging failed, as far as that is known. */
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
});
export type JudgeError = z.infer<typeof judgeErrorSchema>;

export const judgeErrorQuerySchema = z.strictObject({ cursor: cursorText.optional(), limit: pageLimit.default(25) });
export type JudgeErrorQuery = z.infer<typeof judgeErrorQuerySchema>;

export const judgeErrorListSchema = z.object({ items: z.array(judgeErrorSchema), nextCursor: z.string().nullable() });
export type JudgeErrorList = z.infer<typeof judgeErrorListSchema>;
