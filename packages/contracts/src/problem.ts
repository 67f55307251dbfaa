import { z } from 'zod';
import { cursorText, pageLimit, storableText } from './text.ts';

export const difficultySchema = z.enum(['easy', 'medium', 'hard']);
export type Difficulty = z.infer<typeof difficultySchema>;

export const problemListQuerySchema = z.strictObject({
  search: storableText.max(200).optional(),
  difficulty: difficultySchema.optional(),
  tag: storableText.max(100).optional(),
  status: z.enum(['solved', 'attempted', 'todo']).optional(),
  cursor: cursorText.optional(),
  limit: pageLimit.default(50),
});
export type ProblemListQuery = z.infer<typeof problemListQuerySchema>;

export const problemListItemSchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  difficulty: difficultySchema,
  tags: z.array(z.string()),
  /** Accepted submissions ÷ judged submissions, 0 to 1; null while nothing was judged. */
  acceptanceRate: z.number().nullable(),
  solved: z.boolean(),
  attempted: z.boolean(),
});
export type ProblemListItem = z.infer<typeof problemListItemSchema>;

export const problemListSchema = z.object({
  items: z.array(problemListItemSchema),
  nextCursor: z.string().nullable(),
});
export type ProblemList = z.infer<typeof problemListSchema>;

/** One execution's limits. Times are CPU milliseconds before a language's multiplier. */
export const problemLimitsSchema = z.object({
  timeMs: z.number().int(),
  memoryMb: z.number().int(),
  outputKb: z.number().int(),
  sourceBytes: z.number().int(),
});
export type ProblemLimits = z.infer<typeof problemLimitsSchema>;

export const sampleSchema = z.object({
  index: z.number().int(),
  input: z.string(),
  output: z.string(),
  /** What both sides say, where that is what is shown: lines of the submission begin with ">", of the judge with "<". */
  interaction: z.string().optional(),
});
export type Sample = z.infer<typeof sampleSchema>;

export const problemLanguageSchema = z.object({
  id: z.string(),
  name: z.string(),
  starterCode: z.string(),
  /** What the judge calls code in this language that is sent without a name. */
  fileName: z.string(),
  /** The CPU time limit of one test in this language, multiplier applied, milliseconds. */
  timeLimitMs: z.number().int(),
});

/** One language's statement. */
export const translationSchema = z.object({ language: z.string(), title: z.string(), statement: z.string() });

/** What anyone may download at `/api/problems/{slug}/files/{name}`. */
export const problemFileSchema = z.object({
  name: z.string(),
  kind: z.enum(['figure', 'attachment', 'statement']),
  mediaType: z.string(),
  bytes: z.number().int(),
});
export type ProblemFile = z.infer<typeof problemFileSchema>;

export const problemSchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  difficulty: difficultySchema,
  tags: z.array(z.string()),
  acceptanceRate: z.number().nullable(),
  solved: z.boolean(),
  attempted: z.boolean(),
  /** Markdown with LaTeX math between $ and $$. */
  statement: z.string(),
  /** Every language's statement, the one above first; empty where there is only that one. */
  translations: z.array(translationSchema),
  files: z.array(problemFileSchema),
  limits: problemLimitsSchema,
  samples: z.array(sampleSchema),
  testsTotal: z.number().int(),
  /** Of a submit-answer problem: what the files of a submission are called, one for each secret test. Otherwise empty. */
  answerFiles: z.array(z.string()),
  languages: z.array(problemLanguageSchema),
});
export type Problem = z.infer<typeof problemSchema>;
