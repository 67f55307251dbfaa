import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJudging, type JudgingFixture } from '../judging/judging.fixture.ts';
import type { ProblemReport } from './report.ts';
import { renderReport } from './table.ts';
import { verifyPackages } from './verify.ts';

/** Small packages, one for each kind of problem that the format has. */
const PACKAGES = join(import.meta.dirname, '../../test/packages');

let fixture: JudgingFixture;
beforeAll(async () => {
  fixture = await startJudging();
});
afterAll(() => fixture.stop());

async function verify(name: string): Promise<Extract<ProblemReport, { kind: 'verified' }>> {
  const report = await verifyPackages([join(PACKAGES, name)], fixture);
  const [problem] = report.problems;
  if (problem?.kind !== 'verified') throw new Error(renderReport(report));
  expect(report.ok, renderReport(report)).toBe(true);
  return problem;
}

it.each(await readdir(PACKAGES))(
  'everything in "%s" is as its author expects',
  async (name) => {
    const { submissions } = await verify(name);
    expect(submissions.map(({ result }) => result)).toEqual(submissions.map(() => 'expected'));
    expect(submissions.length).toBeGreaterThan(2);
  },
  120_000,
);

it('tells points', async () => {
  const scores = (await verify('pairs')).submissions.map(({ path, actual, score }) => [path.replace('submissions/', ''), actual, score]);
  expect(scores).toEqual([
    ['accepted/count.py', 'Accepted', 100],
    ['partial/quadratic.py', 'Partially Accepted', 50],
    ['partial/zero.py', 'Partially Accepted', 10],
  ]);
});
