import { UNSCORED, type Submission, type TestResult } from '@codearena/contracts';
import { describe, expect, it } from 'vitest';
import { applyEvent, newerState } from './submission-progress.ts';

const queued: Submission = {
  submissionId: 's1',
  problem: { id: 'p', slug: 'a-plus-b', title: 'A plus B' },
  language: 'cpp',
  code: '',
  files: [],
  entryPoint: null,
  status: 'Queued',
  verdict: null,
  ...UNSCORED,
  testsTotal: 3,
  testResults: [],
  compileOutput: null,
  executionTimeMs: null,
  memoryKb: null,
  createdAt: '2026-01-01T00:00:00Z',
  startedAt: null,
  finishedAt: null,
  sequence: 1,
  ahead: 2,
};

const passed = (index: number): TestResult => ({ index, status: 'Accepted', timeMs: 1, wallMs: 2, memoryKb: 900, score: null, sample: false });
const test = (sequence: number, index: number) => ({
  event: 'submission_test' as const,
  payload: { submissionId: 's1', sequence, testResult: passed(index), done: index, total: 3 },
});
const status = (sequence: number, value: 'Queued' | 'Compiling' | 'Running') => ({
  event: 'submission_status' as const,
  payload: { submissionId: 's1', sequence, status: value },
});
const completed = (sequence: number, verdict: 'Accepted' | 'Judge Error' = 'Accepted') => ({
  event: 'submission_completed' as const,
  payload: {
    submissionId: 's1',
    sequence,
    status: verdict,
    score: 100,
    maxScore: 100,
    groupResults: [],
    testResults: [passed(1), passed(2), passed(3)],
    executionTimeMs: 1,
    memoryKb: 900,
  },
});

describe('a submission’s progress', () => {
  it('fills the strip in the order of the tests, whatever order they end in', () => {
    const state = [status(2, 'Running'), test(3, 2), test(4, 1)].reduce(applyEvent, queued);
    expect(state.status).toBe('Running');
    expect(state.testResults.map(({ index }) => index)).toEqual([1, 2]);
    expect(state.ahead).toBeUndefined();
  });

  it('drops an event that is older than the state', () => {
    const state = [test(5, 1), status(4, 'Compiling'), test(5, 2)].reduce(applyEvent, queued);
    expect(state.status).toBe('Running');
    expect(state.testResults).toHaveLength(1);
  });

  it('stays final when a test’s event arrives late', () => {
    const state = [completed(9), test(8, 2), test(10, 3)].reduce(applyEvent, queued);
    expect(state.verdict).toBe('Accepted');
    expect(state.sequence).toBe(9);
  });

  it('goes on after a Judge Error when it is judged again, also when the first word of that was lost', () => {
    const failed = applyEvent(queued, completed(9, 'Judge Error'));
    expect(failed.verdict).toBe('Judge Error');
    expect(applyEvent(failed, status(20, 'Queued'))).toMatchObject({ status: 'Queued', verdict: null, testResults: [] });
    expect(applyEvent(failed, test(20, 1))).toMatchObject({ status: 'Running', verdict: null });
    expect(applyEvent(failed, completed(20))).toMatchObject({ status: 'Accepted', verdict: 'Accepted' });
  });

  it('empties the strip when judging starts over', () => {
    const state = [test(3, 1), status(7, 'Compiling')].reduce(applyEvent, queued);
    expect(state.testResults).toEqual([]);
    expect(state.status).toBe('Compiling');
  });

  it('ignores another submission’s event', () => {
    const foreign = { event: 'submission_status' as const, payload: { submissionId: 's2', sequence: 99, status: 'Running' as const } };
    expect(applyEvent(queued, foreign)).toBe(queued);
  });

  it('keeps a sample’s texts that only the earlier event carried', () => {
    const sample = { ...test(2, 1), payload: { ...test(2, 1).payload, testResult: { ...passed(1), sample: true, input: '1 2' } } };
    const state = [sample, completed(5)].reduce(applyEvent, queued);
    expect(state.testResults[0]?.input).toBe('1 2');
  });

  it('prefers the newer of two states, and the later one of equals', () => {
    const newer = { ...queued, sequence: 4 };
    expect(newerState(newer, queued)).toBe(newer);
    expect(newerState(queued, newer)).toBe(newer);
    const same = { ...queued };
    expect(newerState(queued, same)).toBe(same);
    expect(newerState(undefined, queued)).toBe(queued);
  });
});
