import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MAX_ATTEMPTS } from '@codearena/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJudging, type JudgingFixture } from './judging/judging.fixture.ts';
import { createWorkerFixture, type WorkerFixture } from './worker.fixture.ts';

let judging: JudgingFixture;
let world: WorkerFixture;
beforeAll(async () => {
  judging = await startJudging();
  world = await createWorkerFixture(judging);
});
afterAll(async () => {
  await world.close();
  await judging.stop();
  rmSync(leftovers, { recursive: true });
});

/** Of processes that cannot clean up. */
const leftovers = mkdtempSync(join(tmpdir(), 'codearena-mortal-'));
const MORTAL = fileURLToPath(new URL('./mortal-worker.fixture.ts', import.meta.url));

/** The signal that ended it. */
async function workUntilDeath(number: number): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', MORTAL, world.connectionString, `mortal-${number}`], {
    stdio: 'inherit',
    env: { ...process.env, TMPDIR: leftovers },
  });
  const [, signal] = (await once(child, 'exit', { signal: AbortSignal.timeout(60_000) })) as [number | null, NodeJS.Signals | null];
  return signal;
}

const attemptOf = async (id: string): Promise<number> =>
  (await world.database.query<{ attempt: number }>({ text: 'select attempt from submissions where id = $1', values: [id] }))[0]?.attempt ?? 0;

it('a submission that kills its worker is kept away from further ones after some attempts, and others are judged', async () => {
  const problemId = await world.addProblem(await judging.problem([['1 2\n', '3\n']]));
  const code = 'print(sum(map(int, input().split())))\n';
  const poisonous = await world.submit({ problemId, language: 'python', code: `${code}# poison\n` });
  const sweeper = world.startSweeper();
  for (let number = 1; number <= MAX_ATTEMPTS; number++) {
    expect(await workUntilDeath(number)).toBe('SIGKILL');
    expect(await attemptOf(poisonous.id)).toBe(number);
    // Sooner than in ten seconds.
    await world.expireLease(poisonous.id);
  }
  expect((await poisonous.completed).payload).toMatchObject({ status: 'Judge Error', testResults: [] });
  expect((await world.judgeErrors.list({ limit: 10 })).items).toMatchObject([
    { submissionId: poisonous.id, attempts: MAX_ATTEMPTS, reason: expect.stringContaining(`${MAX_ATTEMPTS} attempts ended without a word`) as string },
  ]);
  await world.startWorker({ id: 'survivor' });
  const innocent = await world.submit({ problemId, language: 'python', code });
  expect((await innocent.completed).payload).toMatchObject({ status: 'Accepted' });
  expect(await attemptOf(poisonous.id)).toBe(MAX_ATTEMPTS);
  await sweeper.stop();
  expect(poisonous.events.filter(({ event }) => event === 'submission_completed')).toHaveLength(1);
}, 240_000);
