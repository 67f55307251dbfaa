import { z } from 'zod';

/** A test that was run several times: its limit, and the CPU time of each run in their order. The fastest run counts. */
export const timingSchema = z.object({ limitMs: z.number(), timesMs: z.array(z.number()) });
export type Timing = z.infer<typeof timingSchema>;

/** As people read it, e.g. "limit 1.000 s; 1.053, 1.041, 0.998". */
export function describeTiming({ limitMs, timesMs }: Timing): string {
  return `limit ${seconds(limitMs)} s; ${timesMs.map(seconds).join(', ')}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
