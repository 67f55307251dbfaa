import type { Submission, TestResult } from '@codearena/contracts';
import { describe, expect, it } from 'vitest';
import { firstOfInterest, stripCells } from './strip-cells.ts';

const result = (index: number, more: Partial<TestResult> = {}): TestResult => ({
  index,
  status: 'Accepted',
  timeMs: 1,
  wallMs: 1,
  memoryKb: 1,
  score: null,
  sample: false,
  ...more,
});
const strip = (part: Pick<Submission, 'testsTotal' | 'testResults' | 'status'>) => stripCells(part as Submission);

describe('stripCells', () => {
  it('has one cell a test before any has ended', () => {
    const groups = strip({ testsTotal: 3, testResults: [], status: 'Queued' });
    expect(groups).toHaveLength(1);
    expect(groups[0]?.cells.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
  });

  it('groups what has ended and marks the test that is running', () => {
    const testResults = [result(1, { sample: true }), result(2, { group: 'secret' })];
    const groups = strip({ testsTotal: 4, testResults, status: 'Running' });
    expect(groups.map(({ group, cells }) => [group, cells.map(({ state }) => state)])).toEqual([
      ['sample', ['done']],
      ['secret', ['done', 'current', 'waiting']],
    ]);
  });

  it('shows what a final verdict left out as skipped', () => {
    const groups = strip({ testsTotal: 2, testResults: [result(1, { status: 'Wrong Answer' })], status: 'Wrong Answer' });
    expect(groups[0]?.cells[1]?.state).toBe('skipped');
  });

  it('shows more cells when there are more results than were announced', () => {
    expect(strip({ testsTotal: 0, testResults: [result(1), result(2)], status: 'Running' })[0]?.cells).toHaveLength(2);
  });
});

describe('firstOfInterest', () => {
  it('is the first failure, else the first test', () => {
    expect(firstOfInterest([result(1), result(2, { status: 'Runtime Error' })])).toBe(2);
    expect(firstOfInterest([result(1), result(2)])).toBe(1);
    expect(firstOfInterest([])).toBeNull();
  });
});
