import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Sandbox } from '@codearena/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build, commandFor, inBox, type Program } from '../attacks/build.ts';
import { attackedLanguages } from '../attacks/testing.ts';
import { requiredMounts } from '../languages/detection.ts';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from './native-sandbox.ts';

const MIB = 1024 * 1024;
const FORKER = `#include <unistd.h>
int main(void) { for (;;) fork(); }`;
const USER_OF_4_MIB = `#include <stdlib.h>
#include <string.h>
int main(void) {
  volatile char *memory = malloc(4 << 20);
  memset((char *)memory, 1, 4 << 20);
  return memory[4096] - 1;
}`;

let directory: string;
let sandbox: Sandbox;
let forker: Program;
let user: Program;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'memory-'));
  const { detections, languages } = await attackedLanguages(directory);
  const c = languages.find(({ definition }) => definition.id === 'c');
  if (!c) throw new Error('This test needs a C compiler');
  sandbox = createNativeSandbox({ lanes: 1, mounts: requiredMounts(detections), launcherPath: await buildLauncher() });
  await sandbox.start();
  forker = await build(sandbox, c, FORKER);
  user = await build(sandbox, c, USER_OF_4_MIB);
}, 60_000);

afterAll(async () => {
  await sandbox?.stop();
  await rm(directory, { recursive: true });
});

// Each fork that is refused has its memory given back by the kernel a while after the program's end.
it('measures a program right although the kernel still holds memory of the one before it', async () => {
  const peaks: number[] = [];
  for (let round = 0; round < 40; round++) {
    await inBox(sandbox, async (box) => {
      const command = commandFor(forker);
      await box.write(forker.files);
      await box.run({ ...command, mayFork: true, limits: { ...command.limits, processes: 10, cpuMs: 60, wallMs: 2_000 } });
      await box.write(user.files);
      const { ending, peakMemoryBytes } = await box.run(commandFor(user));
      expect(ending).toEqual({ kind: 'exited', code: 0 });
      peaks.push(peakMemoryBytes);
    });
  }
  expect(Math.min(...peaks)).toBeGreaterThan(3.5 * MIB);
  expect(Math.max(...peaks)).toBeLessThan(10 * MIB);
}, 60_000);
