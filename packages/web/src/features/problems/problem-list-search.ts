import { difficultySchema } from '@codearena/contracts';
import { z } from 'zod';

/** The list's filters as they stand in the URL; what does not fit is ignored. */
export const problemListSearchSchema = z.object({
  search: z.string().max(200).optional().catch(undefined),
  difficulty: difficultySchema.optional().catch(undefined),
  tag: z.string().max(100).optional().catch(undefined),
  status: z.enum(['solved', 'attempted', 'todo']).optional().catch(undefined),
});
export type ProblemListSearch = z.infer<typeof problemListSearchSchema>;
