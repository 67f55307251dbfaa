import type { Run, RunStatus, SourceFile, Status, Submission, TestResult, Verdict } from '@codearena/contracts';
import { isFinal } from '@codearena/contracts';
import type { RunOutcome, SubmissionOutcome, Viewer } from '@codearena/core';
import type { Database } from './database.ts';
import { isUuid } from './identifier.ts';
import { COLUMNS_OF_PLACE, toPlace, type PlaceRow } from './queue-place.ts';

/** A submission's tests as they are sent to clients, of the newest attempt only. */
export const TEST_RESULTS = `
  coalesce((
    select json_agg(json_build_object('index', t.index, 'status', t.status, 'timeMs', t.time_ms, 'wallMs', t.wall_ms,
             'memoryKb', t.memory_kb, 'score', t.score, 'sample', t.sample, 'detail', t.detail) order by t.index)
      from test_results t where t.submission_id = s.id and t.attempt = s.attempt), '[]')`;

export type TestDetail = Pick<TestResult, 'group' | 'input' | 'expected' | 'output' | 'transcript' | 'timing' | 'message'>;
export type TestResultRow = Omit<TestResult, keyof TestDetail> & { detail: TestDetail };

type SubmissionRow = {
  id: string;
  problem_id: string;
  slug: string;
  title: string;
  language: string;
  code: string;
  files: SourceFile[] | null;
  entry_point: string | null;
  status: Status;
  score: number | null;
  result: Partial<StoredJudgement> | null;
  tests_total: number;
  test_results: TestResultRow[];
  compile_output: string | null;
  execution_time_ms: number | null;
  memory_kb: number | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  sequence: number;
} & PlaceRow;

export async function findSubmission(database: Database, id: string, viewer: Viewer): Promise<Submission | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<SubmissionRow>({
    name: 'find-submission',
    text: `
      select s.id, s.problem_id, p.slug, p.title, s.language, s.code, s.files, s.entry_point, s.status, s.score, s.result, s.tests_total, s.compile_output,
             s.execution_time_ms, s.memory_kb, s.created_at, s.started_at, s.finished_at, s.sequence,
             ${TEST_RESULTS} as test_results, ${COLUMNS_OF_PLACE}
        from submissions s join problems p on p.id = s.problem_id
       where s.id = $1 and s.session_id = $2 and s.kind = 'submission'`,
    values: [id, viewer.sessionId],
  });
  return row ? toSubmission(row) : null;
}

function toSubmission(row: SubmissionRow): Submission {
  return {
    submissionId: row.id,
    problem: { id: row.problem_id, slug: row.slug, title: row.title },
    language: row.language,
    code: row.files?.[0]?.content ?? row.code,
    files: row.files ?? [],
    entryPoint: row.entry_point,
    status: row.status,
    verdict: verdictOf(row.status),
    ...scoresOf(row),
    testsTotal: row.tests_total,
    testResults: row.test_results.map(toTestResult),
    compileOutput: row.compile_output,
    executionTimeMs: row.execution_time_ms,
    memoryKb: row.memory_kb,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    sequence: row.sequence,
    ...toPlace(row),
  };
}

/** The part of a submission's outcome that has no column. */
export type StoredJudgement = Pick<SubmissionOutcome, 'maxScore' | 'groupResults' | 'judgeMessages' | 'complaints'>;

/** Of it, what clients may see; older submissions have no such part. */
export function scoresOf({ score, result }: { score: number | null; result: Partial<StoredJudgement> | null }) {
  return { score, maxScore: result?.maxScore ?? null, groupResults: result?.groupResults ?? [] };
}

export function verdictOf(status: Status): Verdict | null {
  return isFinal(status) ? status : null;
}

export function toTestResult({ detail, ...result }: TestResultRow): TestResult {
  return { ...result, ...detail };
}

export type StoredRunResult = Omit<RunOutcome, 'kind' | 'status' | 'compileOutput'>;

type RunRow = {
  id: string;
  language: string;
  status: RunStatus;
  result: StoredRunResult | null;
  compile_output: string | null;
  created_at: Date;
  finished_at: Date | null;
  sequence: number;
} & PlaceRow;

const NO_RESULT: StoredRunResult = {
  stdout: '',
  stderr: '',
  stdoutTruncated: false,
  stderrTruncated: false,
  exitCode: null,
  signal: null,
  timeMs: null,
  wallMs: null,
  memoryKb: null,
};

export async function findRun(database: Database, id: string, viewer: Viewer): Promise<Run | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<RunRow>({
    name: 'find-run',
    text: `
      select s.id, s.language, s.status, s.result, s.compile_output, s.created_at, s.finished_at, s.sequence, ${COLUMNS_OF_PLACE}
        from submissions s where s.id = $1 and s.session_id = $2 and s.kind = 'run'`,
    values: [id, viewer.sessionId],
  });
  return row ? toRun(row) : null;
}

function toRun(row: RunRow): Run {
  return {
    runId: row.id,
    language: row.language,
    status: row.status,
    ...(row.result ?? NO_RESULT),
    compileOutput: row.compile_output,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    sequence: row.sequence,
    ...toPlace(row),
  };
}
