import { setTimeout as sleep } from 'node:timers/promises';
import type { SubmissionEvent } from '@codearena/contracts';
import type { JudgingStore } from '@codearena/core';
import { contextOf, newProblem, newViewer, testResult } from '@codearena/core/fixtures.contract';
import { createDatabase, createJudgingStore, createMemoryEventBus, createProblemStore, createSubmissionStore } from '@codearena/data';
import { createTestDatabase, silentLogger } from '@codearena/data/testing';
import { expect, test } from 'vitest';
import type { Logger } from '../logger.ts';
import { createProgressWriter } from './progress.ts';

const TESTS = 200;
const BURST = 10;

test('results are written many at a time, however fast they come, and each is told once, in order, after it was stored', async () => {
  const { connectionString, drop } = await createTestDatabase();
  const logger: Logger = { ...silentLogger, child: () => logger };
  const database = createDatabase({ connectionString, logger });
  const [submissions, judging] = [createSubmissionStore(database), createJudgingStore(database)];
  const bus = createMemoryEventBus();
  try {
    const { definition, data } = newProblem();
    await createProblemStore(database).save(definition, data);
    const viewer = newViewer();
    await database.query({ text: 'insert into sessions (id) values ($1)', values: [viewer.sessionId] });
    const request = { problemId: definition.slug, language: 'python', code: 'x' };
    const { id } = await submissions.createSubmission(request, contextOf(viewer));
    const work = await judging.claim(id, 'worker', 60_000);
    if (work === null) throw new Error('it cannot be claimed');
    const writtenAt: number[] = [];
    let stored = 0;
    const store: Pick<JudgingStore, 'progress'> = {
      async progress(claim, change) {
        writtenAt.push(performance.now());
        const held = await judging.progress(claim, change);
        stored += change.testResults?.length ?? 0;
        return held;
      },
    };
    const told: SubmissionEvent[] = [];
    const toldTooEarly: SubmissionEvent[] = [];
    await bus.subscribe(id, (event) => {
      told.push(event);
      if (event.event === 'submission_test' && event.payload.done > stored) toldTooEarly.push(event);
    });

    const progress = createProgressWriter({ store, bus, claim: work.claim, logger, onSuperseded: () => undefined });
    progress.observer.compiling();
    progress.observer.running(TESTS);
    for (let index = 1; index <= TESTS; index++) {
      progress.observer.tested(testResult(index));
      if (index % BURST === 0) await sleep(1);
    }
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(TESTS + 2);
    expect(await progress.close()).toEqual([]);
    expect(toldTooEarly).toEqual([]);

    expect(writtenAt.length).toBeGreaterThan(1);
    expect(writtenAt.length).toBeLessThanOrEqual(TESTS / BURST + 2);
    // A timer may come a little early by this clock.
    const pauses = writtenAt.slice(1).map((at, place) => at - (writtenAt[place] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThan(45);
    expect(told.flatMap(({ event, payload }) => (event === 'submission_test' ? [payload.testResult.index] : []))).toEqual(
      Array.from({ length: TESTS }, (_, place) => place + 1),
    );
    const sequences = told.map(({ payload }) => payload.sequence);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
    expect((await submissions.findSubmission(id, viewer))?.testResults).toHaveLength(TESTS);
  } finally {
    await bus.close();
    await database.close();
    await drop();
  }
}, 30_000);
