import type { TestResult } from '@codearena/contracts';
import { MAX_ATTEMPTS, sequenceOf, type Claim, type Outcome, type Progress, type SubmissionOutcome } from '@codearena/core';
import { NEED_NOT_SURVIVE } from './durability.ts';
import type { StoredJudgement, TestDetail } from './submission-view.ts';

/**
 * The fenced writes. Each is one statement, hence one round trip and one transaction, and changes its row only while the
 * claim's attempt is the newest and nothing is final: a late or doubled worker finds no row and nothing happens.
 */
export type Fenced = { name: string; text: string; values: unknown[] };

/** Attempts are left. */
export const MAY_TRY = `attempt - attempts_forgiven < ${MAX_ATTEMPTS}`;

const HELD = 's.id = $1 and s.attempt = $2 and s.worker_id is not null and s.finished_at is null';
const EVENTS_PER_ATTEMPT = sequenceOf(1, 0);

const milliseconds = (parameter: string): string => `${parameter} * interval '1 millisecond'`;

/** A waiting submission, or one whose holder's lease ran out. The former attempt's results go. */
export function claim(id: string, workerId: string, leaseMs: number): Fenced {
  return {
    name: 'claim',
    text: `
      with claimed as (
        update submissions s
           set attempt = attempt + 1, worker_id = $2, status = 'Queued', tests_passed = 0, started_at = now(),
               lease_expires_at = now() + ${milliseconds('$3::integer')}, check_at = now() + ${milliseconds('$3::integer')},
               sequence = greatest(sequence, (attempt + 1) * ${EVENTS_PER_ATTEMPT}::bigint)
         where id = $1 and finished_at is null and due_at <= now() and ${MAY_TRY}
           and (lease_expires_at is null or lease_expires_at <= now())
        returning *
      ), forgotten as (
        delete from test_results t using claimed where t.submission_id = claimed.id and t.attempt < claimed.attempt
      )
      select attempt, attempt - attempts_forgiven as tries, session_id, kind, language, code, files, entry_point, request_id, created_at, problem_id, problem_version, input from claimed`,
    values: [id, workerId, leaseMs],
  };
}

/** After a crash of the database the lease may look older than it is; the attempt still fences. */
export function renew({ id, attempt }: Claim, leaseMs: number): Fenced {
  return {
    name: 'renew',
    text: `
      update submissions s
         set lease_expires_at = now() + ${milliseconds('$3::integer')}, check_at = now() + ${milliseconds('$3::integer')}
       where ${HELD} and ${NEED_NOT_SURVIVE}
      returning id`,
    values: [id, attempt, leaseMs],
  };
}

/** For those who watch. The final write has all of it again. */
export function progress({ id, attempt }: Claim, change: Progress & { testResults: TestResult[] }): Fenced {
  return {
    name: 'progress',
    text: `
      with held as (
        update submissions s
           set sequence = greatest(sequence, $3), status = coalesce($4, status), tests_total = coalesce($5, tests_total)
         where ${HELD} and ${NEED_NOT_SURVIVE}
        returning id, attempt
      ), ${insertTestResults('held', 6)}
      select from held`,
    values: [id, attempt, change.sequence, change.status ?? null, change.testsTotal ?? null, ...testColumns(change.testResults)],
  };
}

/** Back to waiting; what this attempt found so far is forgotten. */
export function release({ id, attempt }: Claim, delayMs: number, sequence: number, fault: string | null): Fenced {
  return {
    name: 'release',
    text: `
      with released as (
        update submissions s
           set status = 'Queued', worker_id = null, lease_expires_at = null, started_at = null, sequence = greatest(sequence, $4), fault = $5,
               due_at = now() + ${milliseconds('$3::integer')}, check_at = now() + ${milliseconds('$3::integer')}
         where ${HELD}
        returning id
      ), forgotten as (
        delete from test_results t using released where t.submission_id = released.id
      )
      select from released`,
    values: [id, attempt, delayMs, sequence, fault],
  };
}

/**
 * The verdict, its tests, the problem's counts and the session's progress. A Judge Error is ours, so it counts for neither.
 * Counts are spread over slots: verdicts on one problem then seldom wait for each other's commit.
 */
export function finish({ id, attempt }: Claim, outcome: Outcome, sequence: number, fault: string | null): Fenced {
  const tests = outcome.kind === 'submission' ? outcome.testResults : [];
  return {
    name: 'finish',
    text: `
      with ended as (
        update submissions s
           set status = $3, sequence = greatest(sequence, $4), score = $5, tests_passed = $6, compile_output = $7, execution_time_ms = $8,
               memory_kb = $9, result = $10, lease_expires_at = null, finished_at = now(), fault = $12
         where ${HELD} and kind = $11
        returning id, attempt, session_id, problem_id
      ), judged as (
        select * from ended where problem_id is not null and $3 <> 'Judge Error'
      ), ${insertTestResults('ended', 13)}, progressed as (
        insert into problem_progress as p (session_id, problem_id, solved)
        select session_id, problem_id, $3 = 'Accepted' from judged
        on conflict (session_id, problem_id) do update set solved = true where excluded.solved and not p.solved
      ), counted as (
        insert into problem_counts as c (problem_id, slot, judged, accepted)
        select problem_id, floor(random() * 16), 1, ($3 = 'Accepted')::integer from judged
        on conflict (problem_id, slot) do update set judged = c.judged + 1, accepted = c.accepted + excluded.accepted
      )
      select from ended`,
    values: [id, attempt, statusOf(outcome), sequence, ...outcomeColumns(outcome), outcome.kind, fault, ...testColumns(tests)],
  };
}

function statusOf(outcome: Outcome): string {
  return outcome.kind === 'run' ? outcome.status : outcome.verdict;
}

function outcomeColumns(outcome: Outcome): unknown[] {
  if (outcome.kind === 'submission') {
    const passed = outcome.testResults.filter((result) => result.status === 'Accepted').length;
    return [outcome.score, passed, outcome.compileOutput, outcome.executionTimeMs, outcome.memoryKb, JSON.stringify(judgementOf(outcome))];
  }
  const { kind: _, status: __, compileOutput, ...result } = outcome;
  return [null, 0, compileOutput, outcome.timeMs, outcome.memoryKb, JSON.stringify(result)];
}

function judgementOf({ maxScore, groupResults, judgeMessages, complaints }: SubmissionOutcome): StoredJudgement {
  return { maxScore, groupResults, judgeMessages, complaints };
}

/** A common table expression that stores the tests of one attempt, each once. `first` is the number of the first of its parameters. */
function insertTestResults(source: string, first: number): string {
  const types = ['integer[]', 'text[]', 'float8[]', 'float8[]', 'integer[]', 'float8[]', 'boolean[]', 'json[]'];
  const columns = types.map((type, offset) => `$${first + offset}::${type}`).join(', ');
  return `stored as (
        insert into test_results (submission_id, attempt, index, status, time_ms, wall_ms, memory_kb, score, sample, detail)
        select ${source}.id, ${source}.attempt, t.* from ${source}, unnest(${columns}) t
        on conflict do nothing
      )`;
}

function testColumns(results: readonly TestResult[]): unknown[][] {
  return [
    results.map((result) => result.index),
    results.map((result) => result.status),
    results.map((result) => result.timeMs),
    results.map((result) => result.wallMs),
    results.map((result) => result.memoryKb),
    results.map((result) => result.score),
    results.map((result) => result.sample),
    results.map((result) => JSON.stringify(detailOf(result))),
  ];
}

function detailOf({ group, input, expected, output, transcript, timing, message }: TestResult): TestDetail {
  return { group, input, expected, output, transcript, timing, message };
}
