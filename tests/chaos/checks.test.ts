import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sequenceOf } from '@codearena/core';
import { newProblem, submissionOutcome } from '@codearena/core/fixtures.contract';
import {
  createDatabase,
  createJudgingStore,
  createPostgresQueueBackend,
  createProblemStore,
  createSubmissionQueue,
  createSubmissionRecovery,
  createSubmissionStore,
  type Database,
} from '@codearena/data';
import { createTestDatabase, silentLogger as logger, type TestDatabase } from '@codearena/data/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findLeftovers } from './machine.ts';
import type { Program } from './programs.ts';
import { everythingEnds, inspect, type Truth } from './verdicts.ts';
import type { Accepted } from './visitors.ts';

/** Each check of a chaos run finds what it is for. */

const SUBMISSION: Program = { kind: 'submission', language: 'python', code: 'x', verdict: 'Accepted' };
const RUN: Program = { kind: 'run', language: 'python', code: 'x', verdict: 'Accepted', stdin: '', stdout: '3\n' };

describe('what the database, the queue and the subscribers have in the end', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let truth: Truth;
  let problem: string;
  let entry: Accepted;
  let accepted: Map<string, Accepted>;
  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    const { connectionString } = testDatabase;
    database = createDatabase({ connectionString, logger });
    truth = { connectionString: async () => connectionString, openQueue: async () => createPostgresQueueBackend({ connectionString, logger }) };
    const { definition, data } = newProblem();
    problem = (await createProblemStore(database).save(definition, data)).id;
    entry = await acceptAndJudge();
    accepted = new Map([[entry.id, entry]]);
  });
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  async function submit(): Promise<string> {
    const context = { viewer: { sessionId: 's' }, requestId: 'r', idempotencyKey: null };
    return (await createSubmissionStore(database).createSubmission({ problemId: problem, language: 'python', code: 'x' }, context)).id;
  }

  async function acceptAndJudge(): Promise<Accepted> {
    const id = await submit();
    const judging = createJudgingStore(database);
    const work = await judging.claim(id, 'worker', 10_000);
    if (work) await judging.finish(work.claim, submissionOutcome(), sequenceOf(1, 2));
    await createSubmissionRecovery(database).markAnnounced([id]);
    return { id, program: SUBMISSION, acceptedAt: 0, endedAt: 1, ends: [{ connection: 1, verdict: 'Accepted', stdout: undefined }] };
  }

  async function addJob(): Promise<void> {
    const backend = await truth.openQueue();
    const queue = createSubmissionQueue({ backend, logger });
    await queue.add({ id: entry.id, kind: 'submission', attempt: 2, turn: 0, requestId: null, sessionId: 's' });
    await queue.close();
    await backend.close();
  }

  const sql = (text: string) => async () => void (await database.query({ text }));
  const tell = (changes: Partial<Accepted>) => async () => void accepted.set(entry.id, { ...entry, ...changes });
  const end = { connection: 1, verdict: 'Accepted', stdout: undefined };

  test('is right when nothing is wrong', async () => {
    expect(await everythingEnds(truth, 1_000)).toBe(true);
    expect(await inspect(truth, { accepted }, { before: 0, patienceMs: 0 })).toEqual([]);
  });

  test.each<[string, () => Promise<void>, RegExp]>([
    ['a 202 that is not stored', async () => void accepted.set('lost', { ...entry, id: 'lost' }), /^lost got a 202 and is not stored$/],
    ['something that is stored twice', async () => void (await acceptAndJudge()), /^2 submissions are stored, 1 got a 202$/],
    ['something that is judged twice', sql('update problem_counts set judged = judged + 1'), /^1 submissions are judged, 2 are counted$/],
    ['something that was never judged', sql("update submissions set status = 'Running', finished_at = null"), /was never judged: Running, attempt 1$/],
    [
      'a wrong verdict',
      sql("update submissions set status = 'Wrong Answer'"),
      /is "Wrong Answer" after 1 attempt\(s\); a python program that must be "Accepted"$/,
    ],
    ['an end that is not marked as announced', sql('update submissions set announced_at = null'), /is not marked as announced$/],
    ['a lease', sql('update submissions set lease_expires_at = now()'), /still has a lease$/],
    ['a job', addJob, /^1 job\(s\) are left in the queue, prioritized$/],
    ['results of an older attempt', sql('update submissions set attempt = 2'), /has test results of an older attempt$/],
    ['a subscriber who heard nothing', tell({ ends: [] }), /never heard of its end$/],
    ['a subscriber who heard it twice', tell({ ends: [end, end] }), /heard of its end 2 times$/],
    ['a subscriber who was told something else', tell({ ends: [{ ...end, verdict: 'Wrong Answer' }] }), /was told "Wrong Answer" instead of "Accepted"$/],
    ['a run with another output', tell({ program: RUN, ends: [{ ...end, stdout: '4\n' }] }), /saw the output "4\n"$/],
  ])('tells of %s', async (_what, spoil, complaint) => {
    await spoil();
    expect(await inspect(truth, { accepted }, { before: 0, patienceMs: 0 })).toContainEqual(expect.stringMatching(complaint));
  });

  test('is waited for', async () => {
    await submit();
    expect(await everythingEnds(truth, 300)).toBe(false);
  });
});

/** A control group can be made by root only. */
const mayMakeGroups = process.getuid?.() === 0;

describe('what is left on the machine', () => {
  const mark = `CODEARENA_CHAOS=checks-${process.pid}`;
  let temporary: string;
  beforeEach(() => {
    temporary = mkdtempSync(path.join(tmpdir(), 'codearena-checks-'));
  });
  afterEach(() => rmSync(temporary, { recursive: true }));

  test('is nothing when there is nothing', () => {
    expect(findLeftovers(mark, [process.pid], temporary)).toEqual([]);
  });

  test('is a process that the run has started', () => {
    const child: ChildProcess = spawn('sleep', ['60'], { env: { ...process.env, CODEARENA_CHAOS: mark.split('=')[1] } });
    try {
      expect(findLeftovers(mark, [], temporary)).toEqual([`process ${child.pid} sleep 60`]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('is a temporary file', () => {
    writeFileSync(path.join(temporary, 'forgotten'), '');
    expect(findLeftovers(mark, [], temporary)).toEqual(['temporary file forgotten']);
  });

  test.skipIf(!mayMakeGroups)(`is a control group of one of its launchers${mayMakeGroups ? '' : ' (needs root)'}`, () => {
    const root = existsSync('/sys/fs/cgroup/cgroup.controllers') ? '/sys/fs/cgroup' : '/sys/fs/cgroup/memory';
    const group = path.join(root, `codearena-${process.pid}-checks`);
    mkdirSync(group);
    try {
      expect(findLeftovers(mark, [process.pid], temporary)).toEqual([`control group ${group}`]);
    } finally {
      rmdirSync(group);
    }
  });
});
