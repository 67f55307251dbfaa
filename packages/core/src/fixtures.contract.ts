import { createHash, randomUUID } from 'node:crypto';
import type { TestResult } from '@codearena/contracts';
import { PLAIN, TOKEN_VALIDATOR, type DataFile, type ProblemDefinition, type TestCase } from './problem.ts';
import type { CreationContext, TestDataSource, Viewer } from './stores.ts';
import { VERDICT_ALONE, type RunOutcome, type SubmissionOutcome } from './submission.ts';

/** Things to store, for the contract suites. Every call makes new ones, so that tests do not meet. */

export function newViewer(): Viewer {
  return { sessionId: `session-${randomUUID()}` };
}

export function contextOf(viewer: Viewer, idempotencyKey: string | null = null): CreationContext {
  return { viewer, requestId: `request-${randomUUID()}`, idempotencyKey };
}

export type ProblemFixture = { definition: ProblemDefinition; data: TestDataSource };

export function newProblem(changes: Partial<ProblemDefinition> = {}, contents: readonly [string, string][] = [['1 2\n', '3\n']]): ProblemFixture {
  const texts = new Map<string, Uint8Array>();
  const store = (text: string): DataFile => {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    texts.set(sha256, bytes);
    return { sha256, bytes: bytes.length };
  };
  const tests = contents.map(([input, answer], position): TestCase => {
    const sample = position === 0;
    const group = sample ? 'sample' : 'secret';
    return { name: `${group}/${position + 1}`, group, sample, input: store(input), answer: store(answer) };
  });
  const slug = `problem-${randomUUID()}`;
  const definition: ProblemDefinition = {
    ...PLAIN,
    slug,
    title: `Problem ${slug.slice(-4)}`,
    difficulty: 'easy',
    tags: ['arithmetic'],
    statement: 'Print the sum of $a$ and $b$.',
    limits: { timeMs: 1_000, memoryMb: 256, outputKb: 1_024, sourceBytes: 51_200 },
    validator: TOKEN_VALIDATOR,
    tests,
    allowedLanguages: null,
    ...changes,
  };
  return { definition, data: { open: (file) => read(texts, file) } };
}

async function* read(texts: ReadonlyMap<string, Uint8Array>, file: DataFile): AsyncGenerator<Uint8Array> {
  const content = texts.get(file.sha256);
  if (!content) throw new Error(`No test data ${file.sha256}`);
  yield content;
}

export function testResult(index: number, changes: Partial<TestResult> = {}): TestResult {
  return { index, status: 'Accepted', timeMs: 12.5, wallMs: 20, memoryKb: 3_400, score: null, sample: index === 1, ...changes };
}

export function submissionOutcome(changes: Partial<SubmissionOutcome> = {}): SubmissionOutcome {
  return {
    kind: 'submission',
    verdict: 'Accepted',
    ...VERDICT_ALONE,
    testResults: [testResult(1)],
    compileOutput: null,
    executionTimeMs: 12.5,
    memoryKb: 3_400,
    ...changes,
  };
}

export function runOutcome(changes: Partial<RunOutcome> = {}): RunOutcome {
  return {
    kind: 'run',
    status: 'Completed',
    stdout: '3\n',
    stderr: '',
    stdoutTruncated: false,
    stderrTruncated: false,
    exitCode: 0,
    signal: null,
    timeMs: 1.5,
    wallMs: 3,
    memoryKb: 1_024,
    compileOutput: null,
    ...changes,
  };
}
