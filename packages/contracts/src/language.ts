import { z } from 'zod';

export const languageSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  /** Monaco's language id. */
  monaco: z.string(),
  /** File extension without the dot. */
  extension: z.string(),
  /** Factor on a problem's CPU time limit. */
  timeMultiplier: z.number(),
  starterCode: z.string(),
});
export type Language = z.infer<typeof languageSchema>;
export const languageListSchema = z.array(languageSchema);
