import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataFile, TestData } from '@codearena/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJudge } from './judge.ts';
import { startJudging, submissionWork, type JudgingFixture } from './judging.fixture.ts';

const MEGABYTE = 1_000_000;
const INPUT_BYTES = 200 * MEGABYTE;

let fixture: JudgingFixture;
let directory: string;
let large: { path: string; file: DataFile };
beforeAll(async () => {
  fixture = await startJudging();
  directory = await mkdtemp(join(tmpdir(), 'codearena-large-'));
  large = await writeLarge(join(directory, 'input'));
});
afterAll(async () => {
  await fixture.stop();
  await rm(directory, { recursive: true });
});

async function writeLarge(path: string): Promise<{ path: string; file: DataFile }> {
  const handle = await open(path, 'w');
  const line = Buffer.alloc(MEGABYTE, '1234567 '.repeat(20));
  for (let written = 0; written < INPUT_BYTES; written += line.length) await handle.write(line);
  await handle.close();
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return { path, file: { sha256: hash.digest('hex'), bytes: INPUT_BYTES } };
}

/** Reads all of its input; the validator reads it again and compares how much it was. */
const COUNT = '#include <stdio.h>\nint main(void) { long n = 0; while (getchar_unlocked() != EOF) n++; printf("%ld\\n", n); return 0; }\n';
const VALIDATOR = `#include <stdio.h>
int main(int count, char **words) {
  FILE *input = fopen(words[1], "r");
  long told, bytes = 0;
  if (count < 4 || !input || scanf("%ld", &told) != 1) return 43;
  while (getc_unlocked(input) != EOF) bytes++;
  return told == bytes ? 42 : 43;
}
`;

it('a test of 200 MB passes through without ever being in memory', async () => {
  const program = await fixture.program('c', { 'validate.c': VALIDATOR });
  const problem = await fixture.problem([['', '']], {
    limits: { timeMs: 10_000 },
    validator: { kind: 'custom', protocol: 'icpc', programs: [program], arguments: [], interactor: null },
  });
  problem.tests = problem.tests.map((test) => ({ ...test, input: large.file }));
  const testData: TestData = { path: async (file) => (file.sha256 === large.file.sha256 ? large.path : fixture.testData.path(file)) };
  const judge = createJudge({ ...fixture, testData });
  const before = process.memoryUsage().rss;
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const outcome = await judge.judge(submissionWork('c', COUNT, problem), { compiling() {}, running() {}, tested() {} });
  clearInterval(watching);
  expect(outcome).toMatchObject({ verdict: 'Accepted' });
  expect((most - before) / MEGABYTE).toBeLessThan(120);
}, 300_000);
