import type { History, HistoryItem, HistoryQuery, Status } from '@codearena/contracts';
import type { Viewer } from '@codearena/core';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifier.ts';
import { createConditions } from './conditions.ts';
import { verdictOf } from './submission-view.ts';

type HistoryRow = {
  id: string;
  problem_id: string;
  slug: string;
  title: string;
  language: string;
  status: Status;
  score: number | null;
  max_score: number | null;
  tests_total: number;
  tests_passed: number;
  execution_time_ms: number | null;
  memory_kb: number | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

const positionSchema = z.tuple([z.uuid()]);

/** Newest first. Ids grow with time, so a page never moves while submissions are added before it. */
export async function listHistory(database: Database, query: HistoryQuery, viewer: Viewer): Promise<History> {
  const filter = [viewer.sessionId, query.problem, query.language, query.status];
  const position = query.cursor === undefined ? null : decodeCursor(query.cursor, filter, positionSchema);
  const rows = await database.query<HistoryRow>(selectHistory(query, viewer, position?.[0] ?? null));
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    nextCursor: rows.length > query.limit && last ? encodeCursor(filter, [last.id]) : null,
  };
}

function selectHistory(query: HistoryQuery, viewer: Viewer, before: string | null): { text: string; values: unknown[] } {
  const where = createConditions();
  // As a sub-select the planner does not see whose it is: for a session with much of the table it would walk through everybody's newest ones.
  where.add('s.session_id = (select ?::text)', viewer.sessionId);
  if (before !== null) where.add('s.id < ?', before);
  if (query.problem !== undefined) where.add(`s.problem_id = (select id from problems where ${isUuid(query.problem) ? 'id' : 'slug'} = ?)`, query.problem);
  if (query.language !== undefined) where.add('s.language = ?', query.language);
  if (query.status !== undefined) where.add('s.status = ?', query.status);
  return {
    text: `
      select s.id, s.problem_id, p.slug, p.title, s.language, s.status, s.score, (s.result->>'maxScore')::float8 as max_score, s.tests_total, s.tests_passed,
             s.execution_time_ms, s.memory_kb, s.created_at, s.started_at, s.finished_at
        from submissions s join problems p on p.id = s.problem_id
       where s.kind = 'submission' and ${where.text()}
       order by s.id desc limit ${query.limit + 1}`,
    values: where.values(),
  };
}

function toItem(row: HistoryRow): HistoryItem {
  return {
    submissionId: row.id,
    problem: { id: row.problem_id, slug: row.slug, title: row.title },
    language: row.language,
    status: row.status,
    verdict: verdictOf(row.status),
    score: row.score,
    maxScore: row.max_score,
    testsTotal: row.tests_total,
    testsPassed: row.tests_passed,
    executionTimeMs: row.execution_time_ms,
    memoryKb: row.memory_kb,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
