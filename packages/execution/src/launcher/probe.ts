import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const probeSchema = z.array(z.object({ name: z.string(), works: z.boolean(), detail: z.string() }));
export type Probe = z.infer<typeof probeSchema>;

/** What this machine gives a launcher that this process's user starts. */
export async function probe(program: string): Promise<Probe> {
  const { stdout } = await promisify(execFile)(program, ['probe', '--json'], { timeout: 10_000 });
  return probeSchema.parse(JSON.parse(stdout));
}
