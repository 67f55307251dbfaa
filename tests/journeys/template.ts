import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TEMPLATE } from './data-directory.ts';
import { install, untilAtRest } from './installation.ts';

/** vitest's global set-up: one installation after its first start, of which each journey gets a copy. */
export async function setup(): Promise<() => void> {
  const parent = mkdtempSync(path.join(tmpdir(), 'codearena-template-'));
  const first = await install({}, path.join(parent, 'data'));
  await untilAtRest(first);
  await first.stop();
  process.env[TEMPLATE] = first.dataDir;
  return () => rmSync(parent, { recursive: true, force: true });
}
