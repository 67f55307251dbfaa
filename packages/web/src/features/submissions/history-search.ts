import { statusSchema } from '@codearena/contracts';
import { z } from 'zod';

export const historySearchSchema = z.object({
  problem: z.string().max(200).optional().catch(undefined),
  language: z.string().max(40).optional().catch(undefined),
  status: statusSchema.optional().catch(undefined),
});
export type HistorySearch = z.infer<typeof historySearchSchema>;
