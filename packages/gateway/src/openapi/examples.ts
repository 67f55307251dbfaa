import {
  UNSCORED,
  type History,
  type JudgeErrorList,
  type Language,
  type Problem,
  type ProblemList,
  type Readiness,
  type Run,
  type Submission,
} from '@codearena/contracts';

/** One consistent story for the documentation; typed, so it changes with the contract. */
const PYTHON_STARTER = 'a, b = map(int, input().split())\n';
const HEAD = { id: '01980a3e-5f10-7c9e-8a44-3d1c5b6a7e21', slug: 'a-plus-b', title: 'A plus B' };

export const LANGUAGE: Language = {
  id: 'python',
  name: 'Python',
  version: '3.11.2',
  monaco: 'python',
  extension: 'py',
  timeMultiplier: 2,
  starterCode: PYTHON_STARTER,
};

const LISTED = { ...HEAD, difficulty: 'easy' as const, tags: ['arithmetic'], acceptanceRate: 0.82, solved: true, attempted: true };

export const PROBLEM_LIST: ProblemList = { items: [LISTED], nextCursor: null };

export const PROBLEM: Problem = {
  ...LISTED,
  statement: 'Print $a + b$.',
  translations: [],
  files: [{ name: 'number-line.svg', kind: 'figure', mediaType: 'image/svg+xml', bytes: 1_204 }],
  limits: { timeMs: 1_000, memoryMb: 256, outputKb: 8_192, sourceBytes: 51_200 },
  samples: [{ index: 1, input: '2 3\n', output: '5\n' }],
  testsTotal: 12,
  answerFiles: [],
  languages: [{ id: 'python', name: 'Python', starterCode: PYTHON_STARTER, fileName: 'main.py', timeLimitMs: 2_000 }],
};

export const SUBMISSION: Submission = {
  submissionId: '01980a41-9b32-7d05-b1f6-0c52e9d4a833',
  problem: HEAD,
  language: 'python',
  code: 'print(sum(map(int, input().split())))',
  files: [],
  entryPoint: null,
  status: 'Accepted',
  verdict: 'Accepted',
  ...UNSCORED,
  testsTotal: 1,
  testResults: [
    {
      index: 1,
      status: 'Accepted',
      timeMs: 14,
      wallMs: 17,
      memoryKb: 8_920,
      score: null,
      sample: true,
      group: 'sample',
      input: '2 3\n',
      expected: '5\n',
      output: '5\n',
    },
  ],
  compileOutput: null,
  executionTimeMs: 14,
  memoryKb: 8_920,
  createdAt: '2026-01-15T09:30:00.000Z',
  startedAt: '2026-01-15T09:30:00.020Z',
  finishedAt: '2026-01-15T09:30:00.110Z',
  sequence: 1_000_004,
};

export const HISTORY: History = { items: [historyItem(SUBMISSION)], nextCursor: null };

export const JUDGE_ERROR_LIST: JudgeErrorList = {
  items: [
    {
      submissionId: '01980a41-9b32-7d05-b1f6-0c52e9d4a833',
      kind: 'submission',
      problem: { slug: HEAD.slug, title: HEAD.title },
      language: 'python',
      attempts: 3,
      reason: 'mount /box: no space left: ENOSPC',
      createdAt: '2026-01-15T09:30:00.000Z',
      finishedAt: '2026-01-15T09:30:08.410Z',
    },
  ],
  nextCursor: null,
};

export const RUN: Run = {
  runId: '01980a44-02c7-7b6f-9f0a-6e7d1b2c3f94',
  language: 'python',
  status: 'Completed',
  stdout: 'desserts\n',
  stderr: '',
  stdoutTruncated: false,
  stderrTruncated: false,
  exitCode: 0,
  signal: null,
  timeMs: 13,
  wallMs: 16,
  memoryKb: 8_816,
  compileOutput: null,
  createdAt: '2026-01-15T09:31:00.000Z',
  finishedAt: '2026-01-15T09:31:00.070Z',
  sequence: 1_000_002,
};

export const READY: Readiness = {
  ready: true,
  dependencies: [
    { name: 'database', ok: true },
    { name: 'queue', ok: true },
    { name: 'worker', ok: true, detail: '1 live, 2 lanes' },
  ],
};

function historyItem(submission: Submission): History['items'][number] {
  const {
    code: _code,
    files: _files,
    entryPoint: _entryPoint,
    testResults,
    compileOutput: _output,
    sequence: _sequence,
    ahead: _ahead,
    waitSeconds: _waitSeconds,
    ...rest
  } = submission;
  return { ...rest, testsPassed: testResults.filter(({ status }) => status === 'Accepted').length };
}
