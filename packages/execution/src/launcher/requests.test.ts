import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { buildFuzzer } from './program.ts';

it('survives millions of mutated requests under the sanitizers', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'codearena-fuzz-'));
  const program = await buildFuzzer(folder);
  const { stdout } = await promisify(execFile)(program, ['3']);
  expect(Number(/^\d+/.exec(stdout)?.[0])).toBeGreaterThan(100_000);
  await rm(folder, { recursive: true });
}, 120_000);
