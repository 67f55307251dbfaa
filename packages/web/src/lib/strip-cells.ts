import { isFinal, isPassed, type Submission, type TestResult } from '@codearena/contracts';

export type StripCell = { index: number; state: 'done' | 'current' | 'waiting' | 'skipped'; result?: TestResult };
export type StripGroup = { group: string; cells: StripCell[] };

/**
 * The cells of a test strip. A test's group is only known once it has ended, so the tests still to come stand in the
 * group of the last known one: the strip grows to the right and nothing in it moves.
 */
export function stripCells({ testsTotal, testResults, status }: Submission): StripGroup[] {
  const results = new Map(testResults.map((result) => [result.index, result]));
  const total = Math.max(testsTotal, ...results.keys());
  const firstMissing = Array.from({ length: total }, (_, at) => at + 1).find((index) => !results.has(index));
  const groups: StripGroup[] = [];
  for (let index = 1; index <= total; index += 1) {
    const result = results.get(index);
    const group = result ? groupOf(result) : (groups.at(-1)?.group ?? '');
    if (groups.at(-1)?.group !== group) groups.push({ group, cells: [] });
    groups.at(-1)?.cells.push(result ? { index, state: 'done', result } : { index, state: stateOf(index) });
  }
  return groups;

  function stateOf(index: number): StripCell['state'] {
    if (isFinal(status)) return 'skipped';
    return status === 'Running' && index === firstMissing ? 'current' : 'waiting';
  }
}

function groupOf(result: TestResult): string {
  return result.group ?? (result.sample ? 'sample' : '');
}

/** The test that a person wants to see first: the first that failed, else the first at all. */
export function firstOfInterest(results: TestResult[]): number | null {
  return (results.find((result) => !isPassed(result.status)) ?? results.find((result) => result.status !== 'Accepted') ?? results[0])?.index ?? null;
}
