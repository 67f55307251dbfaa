/**
 * Stands in for vitest in the test machine, where the real one would take minutes to start: the same tests, with
 * vitest's own `expect`, one after another in one process.
 */
import { format } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';

export { expect } from 'vitest';

type Work = () => unknown;
type Each = (name: string, work: (...args: never[]) => unknown, timeout?: number) => void;
type Test = { kind: 'test'; name: string; work: Work };
type Suite = { kind: 'suite'; name: string; collect: Work; children: (Test | Suite)[]; before: Work[]; after: Work[]; beforeEach: Work[]; afterEach: Work[] };

export type Outcome = { name: string; outcome: 'passed' } | { name: string; outcome: 'failed'; detail: string };

/** Emulation is slow, so only what hangs is ended. */
const PATIENCE_MS = 180_000;

let current = createSuite('', () => undefined);

function createSuite(name: string, collect: Work): Suite {
  return { kind: 'suite', name, collect, children: [], before: [], after: [], beforeEach: [], afterEach: [] };
}

function addSuite(name: string, collect: Work): void {
  current.children.push(createSuite(name, collect));
}

function addTest(name: string, work: Work): void {
  current.children.push({ kind: 'test', name, work });
}

/** A row that is an array gives the arguments; its name is printed with them. */
function each(add: (name: string, work: Work) => void): (rows: readonly unknown[]) => Each {
  return (rows) => (name, work) => {
    for (const row of rows) {
      const args = Array.isArray(row) ? row : [row];
      const holes = name.match(/%[sidj]/g)?.length ?? 0;
      add(format(name, ...args.slice(0, holes)), () => work(...(args as never[])));
    }
  };
}

export const describe = Object.assign(addSuite, {
  each: each(addSuite),
  runIf: (condition: boolean) => (condition ? addSuite : () => undefined),
});

export const it = Object.assign(addTest, { each: each(addTest) });

export const beforeAll = (work: Work): unknown => current.before.push(work);
export const afterAll = (work: Work): unknown => current.after.push(work);
export const beforeEach = (work: Work): unknown => current.beforeEach.push(work);
export const afterEach = (work: Work): unknown => current.afterEach.push(work);

/** Collects what `collect` declares and runs it. */
export function runTests(name: string, collect: Work, report: (outcome: Outcome) => void): Promise<void> {
  return runSuite(createSuite(name, collect), [], report);
}

async function runSuite(suite: Suite, above: readonly Suite[], report: (outcome: Outcome) => void): Promise<void> {
  const path = [...above, suite];
  const name = path.map((part) => part.name).join(' › ');
  current = suite;
  const problem = (await failureOf([suite.collect])) ?? (await failureOf(suite.before));
  if (problem) report({ name, outcome: 'failed', detail: problem });
  else for (const child of suite.children) await (child.kind === 'suite' ? runSuite(child, path, report) : runTest(child, path, report));
  const left = await failureOf(suite.after.toReversed());
  if (left) report({ name, outcome: 'failed', detail: left });
}

async function runTest({ name, work }: Test, path: readonly Suite[], report: (outcome: Outcome) => void): Promise<void> {
  const failed = await failureOf([...path.flatMap((suite) => suite.beforeEach), work]);
  const left = await failureOf(path.toReversed().flatMap((suite) => suite.afterEach));
  const detail = failed ?? left;
  const full = [...path.map((suite) => suite.name), name].join(' › ');
  report(detail ? { name: full, outcome: 'failed', detail } : { name: full, outcome: 'passed' });
}

async function failureOf(works: readonly Work[]): Promise<string | undefined> {
  const tired = new AbortController();
  try {
    for (const work of works) await Promise.race([work(), giveUp(tired.signal)]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.message}${at(error)}` : String(error);
  } finally {
    tired.abort();
  }
}

async function giveUp(signal: AbortSignal): Promise<void> {
  await sleep(PATIENCE_MS, undefined, { signal }).catch(() => sleep(2 ** 31 - 1, undefined, { ref: false }));
  throw new Error(`It took longer than ${PATIENCE_MS / 1000} s`);
}

function at(error: Error): string {
  const line = error.stack?.split('\n').find((text) => /\.test\.|contract/.test(text));
  return line ? ` (${line.trim()})` : '';
}
