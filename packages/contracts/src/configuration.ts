import { z } from 'zod';

/** What the page must know of this installation before it can talk to it: `GET /api/config`. */
export const clientConfigSchema = z.object({
  version: z.string(),
  /** Origin of the realtime server; empty string means the page's own. */
  realtimeUrl: z.string(),
  maxSourceBytes: z.number().int(),
  submissionsPerMinute: z.number().int(),
});
export type ClientConfig = z.infer<typeof clientConfigSchema>;
