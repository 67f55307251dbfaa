import type { Verdict } from '@codearena/contracts';
import { NO_SCORES } from '@codearena/core';
import { expect, it } from 'vitest';
import { createCompany } from './company.ts';
import { createRetiming } from './retiming.ts';
import type { JudgedTest } from './test-run.ts';

const LIMIT_MS = 1_000;

function ran(timeMs: number, status: Verdict = timeMs > LIMIT_MS ? 'Time Limit Exceeded' : 'Accepted'): JudgedTest {
  const result = { index: 1, status, timeMs, wallMs: timeMs, memoryKb: 1, score: null, sample: false };
  return { result, scores: NO_SCORES, judgeMessage: null, complaint: null };
}

const newRetiming = () => createRetiming(createCompany(), { cpuMs: LIMIT_MS });

/** Judges a test whose runs end like this one after another; what came of it, and how often it was run. */
async function retime(runs: readonly JudgedTest[], retimed = newRetiming()) {
  let run = 0;
  const judge = async () => runs[run++] ?? runs[0]!;
  const { result } = await retimed(judge, judge);
  return { status: result.status, timeMs: result.timeMs, timesMs: result.timing?.timesMs, runs: run };
}

it('runs what was a little too slow again until it is fast enough, and keeps all times', async () => {
  expect(await retime([ran(1_080), ran(1_020), ran(990)])).toEqual({ status: 'Accepted', timeMs: 990, timesMs: [1_080, 1_020, 990], runs: 3 });
  expect(await retime([ran(1_000.1, 'Time Limit Exceeded'), ran(700)])).toMatchObject({ status: 'Accepted', timesMs: [1_000.1, 700] });
});

it('lets the fastest run count, whatever it was', async () => {
  expect(await retime([ran(1_050), ran(1_070), ran(1_099)])).toMatchObject({ status: 'Time Limit Exceeded', timeMs: 1_050, runs: 3 });
  expect(await retime([ran(1_050), ran(900, 'Wrong Answer')])).toMatchObject({ status: 'Wrong Answer', timeMs: 900, runs: 2 });
});

it('stops when a further run was far too slow', async () => {
  expect(await retime([ran(1_050), ran(1_100), ran(900)])).toMatchObject({ status: 'Accepted', timeMs: 900, runs: 3 });
});

it('does not run again what was fast enough, far too slow, or failed otherwise', async () => {
  for (const run of [ran(999), ran(1_100), ran(1_050, 'Memory Limit Exceeded'), ran(200, 'Time Limit Exceeded')]) {
    expect(await retime([run])).toMatchObject({ status: run.result.status, timesMs: undefined, runs: 1 });
  }
});

it('runs no more than six times again in one submission', async () => {
  const retimed = newRetiming();
  const runs = [];
  for (let test = 0; test < 5; test += 1) runs.push((await retime([ran(1_050)], retimed)).runs);
  expect(runs).toEqual([3, 3, 3, 1, 1]);
});
