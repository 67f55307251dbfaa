import { ANSWER_LANGUAGE, type SubmissionRequest } from '@codearena/contracts';
import { CodeArenaError, type CreationContext } from '@codearena/core';
import { inBatches } from '../batches.ts';
import type { Database, Statement } from './database.ts';
import { isUuid, newId } from './identifier.ts';
import { turnOfNew } from './queue-place.ts';

export type NewSubmission = { request: SubmissionRequest; context: CreationContext; bodyHash: Buffer };
export type CreatedRow = { id: string; turn: number };

/** One statement is one commit: those in it wait for the disk once. */
const BATCHES = { atATime: 2, items: 64 };
const CHARACTERS = { of: sizeOf, most: 1_000_000 };

/** Null: a submission with this key is there, or there is no such problem in this language. */
export function createInserter(database: Database): (submission: NewSubmission) => Promise<CreatedRow | null> {
  const insert = async (submissions: readonly NewSubmission[]): Promise<(CreatedRow | null)[]> => {
    const rows = submissions.map(toRow);
    const created = await database.query<CreatedRow>(insertAll(rows));
    const byId = new Map(created.map((row) => [row.id, row]));
    return rows.map(({ id }) => byId.get(id) ?? null);
  };
  const together = inBatches(BATCHES, (submissions: readonly NewSubmission[]) => eachOnItsOwn(submissions, insert), CHARACTERS);
  return async (submission) => {
    const settled = await together(submission);
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  };
}

type Settled = PromiseSettledResult<CreatedRow | null>;

/** One that cannot be stored does not spoil it for the others. */
async function eachOnItsOwn(
  submissions: readonly NewSubmission[],
  insert: (submissions: readonly NewSubmission[]) => Promise<(CreatedRow | null)[]>,
): Promise<Settled[]> {
  try {
    return (await insert(submissions)).map((value) => ({ status: 'fulfilled', value }));
  } catch (error) {
    const isEverybodys = error instanceof CodeArenaError && error.code === 'unavailable';
    if (isEverybodys || submissions.length === 1) throw error;
    const settled: Settled[] = [];
    // One after the other, so that those of one session have a turn each.
    for (const submission of submissions)
      settled.push(...(await eachOnItsOwn([submission], insert).catch((reason: unknown): Settled[] => [{ status: 'rejected', reason }])));
    return settled;
  }
}

function sizeOf({ request: { code = '', files = [] } }: NewSubmission): number {
  return files.reduce((sum, { content }) => sum + content.length, code.length);
}

type Row = ReturnType<typeof toRow>;

/** `nth`: so many of the same session come before it in the same statement. */
function toRow({ request, context, bodyHash }: NewSubmission, index: number, all: readonly NewSubmission[]) {
  const { problemId, language, code, files, entryPoint } = request;
  const { sessionId } = context.viewer;
  return {
    id: newId(),
    session_id: sessionId,
    problem_id: isUuid(problemId) ? problemId : null,
    slug: problemId,
    language,
    request_id: context.requestId,
    idempotency_key: context.idempotencyKey,
    body_hash: bodyHash.toString('hex'),
    code: code ?? '',
    files: files ? JSON.stringify(files) : null,
    entry_point: entryPoint ?? null,
    nth: all.slice(0, index).filter((other) => other.context.viewer.sessionId === sessionId).length,
  };
}

/** In the order of their keys: two statements that have several keys in common then wait for each other in one order. */
function insertAll(rows: readonly Row[]): Statement {
  return {
    name: 'create-submissions',
    text: `
      insert into submissions
        (id, kind, session_id, problem_id, problem_version, language, tests_total, request_id, idempotency_key, body_hash, code, files, entry_point, turn)
      select sent.id, 'submission', session_id, p.id, current_version, language, tests_total, request_id, idempotency_key, decode(body_hash, 'hex'), code, files::json, entry_point,
             ${turnOfNew('sent.session_id', "'submission'")} + nth
        from json_to_recordset($1::json) as sent (id uuid, session_id text, problem_id uuid, slug text, language text, request_id text, idempotency_key text,
                                                  body_hash text, code text, files text, entry_point text, nth integer)
        join problems p on (p.id = sent.problem_id or p.slug = sent.slug) and removed_at is null
             and (language = any (allowed_languages) or (allowed_languages is null and language <> '${ANSWER_LANGUAGE}'))
       order by session_id, idempotency_key
          on conflict (session_id, idempotency_key) where idempotency_key is not null do nothing
      returning id, turn`,
    values: [JSON.stringify(rows)],
  };
}
