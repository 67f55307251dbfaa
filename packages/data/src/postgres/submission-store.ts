import { createHash } from 'node:crypto';
import type { RunRequest, Source, SubmissionRequest } from '@codearena/contracts';
import { CodeArenaError, type Creation, type CreationContext, type SubmissionStore, type Viewer } from '@codearena/core';
import type { Database } from './database.ts';
import { listHistory } from './history.ts';
import { isUuid, newId } from './identifier.ts';
import { createInserter, type CreatedRow } from './new-submissions.ts';
import { countWaiting, oldestWaitingMs, turnOfNew } from './queue-place.ts';
import { findRun, findSubmission } from './submission-view.ts';

export function createSubmissionStore(database: Database): SubmissionStore {
  const insert = createInserter(database);
  return {
    createSubmission: (request, context) => createSubmission(database, insert, request, context),
    createRun: (request, context) => createRun(database, request, context),
    findSubmission: (id, viewer) => findSubmission(database, id, viewer),
    findRun: (id, viewer) => findRun(database, id, viewer),
    history: (query, viewer) => listHistory(database, query, viewer),
    countWaiting: (most) => countWaiting(database, most),
    oldestWaitingMs: () => oldestWaitingMs(database),
    isRepetition: async ({ viewer, idempotencyKey }) => (await findByKey(database, viewer, idempotencyKey)) !== null,
  };
}

async function createSubmission(
  database: Database,
  insert: ReturnType<typeof createInserter>,
  request: SubmissionRequest,
  context: CreationContext,
): Promise<Creation> {
  const bodyHash = hash(['submission', request.problemId, request.language, ...sourceParts(request)]);
  const created = await insert({ request, context, bodyHash });
  if (created) return { ...created, created: true };
  return (await findEarlier(database, context, bodyHash)) ?? refuse(database, request);
}

/** Nothing was inserted, and not because of an earlier request: says why. */
async function refuse(database: Database, { problemId, language }: SubmissionRequest): Promise<never> {
  const [problem] = await database.query<{ slug: string }>({
    text: 'select slug from problems where (id = $1 or slug = $2) and removed_at is null',
    values: [isUuid(problemId) ? problemId : null, problemId],
  });
  if (!problem) throw new CodeArenaError('not_found', 'There is no such problem');
  throw new CodeArenaError('unsupported_language', `The problem ${problem.slug} does not allow the language ${language}`);
}

async function createRun(database: Database, request: RunRequest, context: CreationContext): Promise<Creation> {
  const { language, stdin, args = [], limits = {} } = request;
  const [code, ...files] = sourceParts(request);
  const bodyHash = hash(['run', language, code, stdin, args, limits.timeMs, limits.memoryMb, ...files]);
  const [created] = await database.query<CreatedRow>({
    name: 'create-run',
    text: `
      insert into submissions (id, kind, session_id, language, input, request_id, idempotency_key, body_hash, code, files, entry_point, turn)
      values ($1, 'run', $2, $3, $4, $5, $6, $7, $8, $9, $10, ${turnOfNew('$2', "'run'")})
      on conflict (session_id, idempotency_key) where idempotency_key is not null do nothing
      returning id, turn`,
    values: [
      newId(),
      context.viewer.sessionId,
      language,
      JSON.stringify({ stdin, args, limits }),
      context.requestId,
      context.idempotencyKey,
      bodyHash,
      ...sourceColumns(request),
    ],
  });
  if (created) return { ...created, created: true };
  const earlier = await findEarlier(database, context, bodyHash);
  if (!earlier) throw new Error('A run was neither created nor found');
  return earlier;
}

function sourceColumns({ code, files, entryPoint }: Source): unknown[] {
  return [code ?? '', files ? JSON.stringify(files) : null, entryPoint ?? null];
}

/** Of a body's hash. A single text has the hash that it had before there were files. */
function sourceParts({ code, files, entryPoint }: Source): unknown[] {
  return files === undefined && entryPoint === undefined ? [code] : [code, files, entryPoint];
}

/** What an earlier request with this key created; null where there was none. */
async function findEarlier(database: Database, context: CreationContext, bodyHash: Buffer): Promise<Creation | null> {
  const earlier = await findByKey(database, context.viewer, context.idempotencyKey);
  if (!earlier) return null;
  if (!earlier.body_hash.equals(bodyHash)) {
    throw new CodeArenaError('idempotency_conflict', 'This Idempotency-Key was used before, with another body');
  }
  return { id: earlier.id, created: false };
}

async function findByKey(database: Database, viewer: Viewer, key: string | null): Promise<{ id: string; body_hash: Buffer } | null> {
  if (key === null) return null;
  const [row] = await database.query<{ id: string; body_hash: Buffer }>({
    name: 'find-by-key',
    text: 'select id, body_hash from submissions where session_id = $1 and idempotency_key = $2',
    values: [viewer.sessionId, key],
  });
  return row ?? null;
}

function hash(parts: readonly unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
