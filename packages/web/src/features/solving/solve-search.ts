import { z } from 'zod';

/** The submission whose result stands in the console: in the URL, so that a reload in mid-judging shows it again. */
export const solveSearchSchema = z.object({
  submission: z.string().max(100).optional().catch(undefined),
});
