import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createWorkerMetrics } from '../metrics.ts';
import { timed } from './stopwatch.ts';

const NOBODY = { compiling() {}, running() {}, tested() {} };
const RESULT = { index: 1, status: 'Accepted', timeMs: 1, wallMs: 1, memoryKb: 1, score: null, sample: false, group: '' } as const;

test('tells every stage of an attempt, which together are all of its time', async () => {
  const claimedAt = performance.now();
  const stopwatch = timed(NOBODY, 'c', createWorkerMetrics(new Registry()), claimedAt);
  stopwatch.observer.compiling();
  await sleep(30);
  stopwatch.observer.running(1);
  stopwatch.observer.tested(RESULT);
  await sleep(20);
  stopwatch.end();
  const { began, stages } = stopwatch.took();
  const all = performance.now() - claimedAt;
  expect(Object.keys(stages)).toEqual(['claim', 'box', 'compile', 'run', 'close', 'store']);
  expect(stages.compile).toBeGreaterThanOrEqual(29);
  expect(stages.close).toBeGreaterThanOrEqual(19);
  expect(stages.run).toBeLessThan(19);
  const sum = Object.values(stages).reduce((total, ms) => total + ms, 0);
  expect(Math.abs(sum - all)).toBeLessThan(5);
  expect(Math.abs(began - (Date.now() - all))).toBeLessThan(50);
});

test('an attempt that never ran a test has no such stage', () => {
  const stopwatch = timed(NOBODY, 'c', createWorkerMetrics(new Registry()), performance.now());
  stopwatch.observer.compiling();
  stopwatch.end();
  expect(Object.keys(stopwatch.took().stages)).toEqual(['claim', 'box', 'compile', 'store']);
});
