import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPackage, openPackage, PACKAGE_KINDS, scaffoldPackage } from '@codearena/problem-package';
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

it.each(PACKAGE_KINDS)('what was read of kind %s and exported verifies again, with the author’s submissions put back', async (kind) => {
  const original = await openPackage(await scaffoldPackage(directory, `${kind}-original`, kind));
  const exported = await exportPackage(original.definition, original.data, join(directory, 'exported'));
  await cp(join(directory, `${kind}-original/submissions`), join(exported, 'submissions'), { recursive: true });
  const report = await verifyPackages([exported], fixture);
  expect(report).toMatchObject({ ok: true, totals: { surprises: 0, skipped: 0, unreadable: 0 } });
  expect(report.totals.expected).toBeGreaterThan(1);
  await original.close();
});
