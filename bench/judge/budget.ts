import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Submission } from '@codearena/contracts';
import type { Measurement, Stage, Timeline } from '../frame/bench.ts';
import { measured } from '../frame/measure.ts';
import { median } from '../frame/statistics.ts';
import type { Judged, Visitor } from '../visitor.ts';

/** What the worker writes into its log about a submission that it has judged. */
type Took = { began: number; stages: Readonly<Record<string, number>> };

const WORDS: Readonly<Record<string, string>> = {
  claim: 'claim (database)',
  box: 'box and source',
  compile: 'compile',
  run: 'tests',
  close: 'box gone',
  store: 'store the verdict',
};

/** Where the milliseconds of submissions went: of each stage the median, and the submission in the middle as a picture. */
export async function drawBudget(
  what: { id: string; title: string },
  judged: readonly Judged[],
  visitor: Visitor,
  dataDir: string,
): Promise<{ measurements: Measurement[]; timeline: Timeline }> {
  const took = readTook(path.join(dataDir, 'logs', 'codearena.log'));
  const budgets: { total: number; programsMs: number; stages: Stage[] }[] = [];
  for (const one of judged) {
    const known = took.get(one.id);
    if (!known) continue;
    const submission = (await visitor.get(`/api/submissions/${one.id}`)) as Submission;
    const programsMs = submission.testResults.reduce((sum, { wallMs }) => sum + wallMs, 0);
    budgets.push({ total: one.endedAt - one.sentAt, programsMs, stages: stagesOf(one, submission, known) });
  }
  const names = [...new Set(budgets.flatMap(({ stages }) => stages.map(({ name }) => name)))];
  const group = `${what.title}: where the time goes`;
  const measurements = names.map((name) => {
    const lengths = budgets.flatMap(({ stages }) => stages.filter((stage) => stage.name === name).map(({ from, to }) => to - from));
    return measured({ id: `${what.id}.stage.${name.replace(/[^a-z]+/g, '-').replace(/-$/, '')}`, group, name, unit: 'ms' }, lengths);
  });
  const runs = budgets.map(({ programsMs }) => programsMs);
  measurements.push(measured({ id: `${what.id}.programs`, group, name: 'all runs of the program together', unit: 'ms' }, runs));
  const middle = median(budgets.map(({ total }) => total));
  const [typical] = budgets.toSorted((a, b) => Math.abs(a.total - middle) - Math.abs(b.total - middle));
  return { measurements, timeline: { id: `budget-${what.id}`, title: `${what.title}: the submission in the middle`, stages: typical?.stages ?? [] } };
}

/** By submission. */
function readTook(logFile: string): Map<string, Took> {
  const lines = readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"took"'));
  return new Map(lines.map((line) => JSON.parse(line) as { submissionId: string; took: Took }).map(({ submissionId, took }) => [submissionId, took]));
}

/** All processes are of one machine and so of one clock; the creation is known to the millisecond only. */
function stagesOf({ sentAt, acceptedAt, endedAt }: Judged, { createdAt, testResults }: Submission, { began, stages }: Took): Stage[] {
  const sent = performance.timeOrigin + sentAt;
  const worker: Stage[] = [];
  let from = began - sent;
  for (const [stage, ms] of Object.entries(stages)) {
    worker.push({ name: WORDS[stage] ?? stage, from, to: from + ms, ...(stage === 'run' && { detail: runsOf(testResults) }) });
    from += ms;
  }
  const created = Math.max(0, Date.parse(createdAt) - sent);
  return [
    { name: 'accept (to 202)', from: 0, to: acceptedAt - sentAt },
    { name: 'queue', from: Math.min(created, began - sent), to: began - sent },
    ...worker,
    { name: 'publish and deliver', from, to: endedAt - sentAt },
  ];
}

/** Several may have run at the same time, since nobody else waited. */
function runsOf(results: Submission['testResults']): string {
  return `runs of ${results.map(({ wallMs }) => `${wallMs} ms`).join(', ')}`;
}
