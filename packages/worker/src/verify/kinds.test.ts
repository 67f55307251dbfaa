import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_KINDS, scaffoldPackage } from '@codearena/problem-package';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJudging, type JudgingFixture } from '../judging/judging.fixture.ts';
import { verifyPackages } from './verify.ts';

let fixture: JudgingFixture;
let directory: string;
beforeAll(async () => {
  fixture = await startJudging();
  directory = await mkdtemp(join(tmpdir(), 'codearena-kinds-'));
});
afterAll(async () => {
  await fixture.stop();
  await rm(directory, { recursive: true });
});

it.each(PACKAGE_KINDS)('a new package of kind %s is judged as its author says', async (kind) => {
  const report = await verifyPackages([await scaffoldPackage(directory, kind, kind)], fixture);
  expect(report).toMatchObject({ ok: true, totals: { problems: 1, surprises: 0, skipped: 0, invalidInputs: 0, unreadable: 0 } });
  expect(report.totals.expected).toBeGreaterThan(1);
});
