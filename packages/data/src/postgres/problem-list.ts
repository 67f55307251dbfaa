import { storableText, type Difficulty, type ProblemList, type ProblemListItem, type ProblemListQuery } from '@codearena/contracts';
import type { ProblemDefinition, Viewer } from '@codearena/core';
import { z } from 'zod';
import { createConditions, type Conditions } from './conditions.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';

export type ProblemListRow = {
  id: string;
  slug: string;
  title: string;
  difficulty: Difficulty;
  tags: string[];
  judged: number | null;
  accepted: number | null;
  solved: boolean | null;
};

/** What the list shows of `problems p` and the session's `problem_progress g`, where it has any. */
export const LIST_COLUMNS = 'p.id, p.slug, p.title, p.difficulty, p.tags, g.solved';
/** Joined to a problem or a page of them: its counts, `judged` and `accepted`. */
export const countsOf = (problem: string): string =>
  `left join lateral (select sum(judged) as judged, sum(accepted) as accepted from problem_counts where problem_id = ${problem}.id) counts on true`;

/** The place in the list: by difficulty, then title, then id. Titles are cut, so that a cursor stays short. */
type Position = { rank: number; sortTitle: string };

const RANK: Record<Difficulty, number> = { easy: 0, medium: 1, hard: 2 };
const SORT_TITLE_LENGTH = 40;

export function positionOf({ difficulty, title }: Pick<ProblemDefinition, 'difficulty' | 'title'>): Position {
  return { rank: RANK[difficulty], sortTitle: Array.from(title.toLowerCase()).slice(0, SORT_TITLE_LENGTH).join('') };
}

export function searchTextOf({ title, tags }: Pick<ProblemDefinition, 'title' | 'tags'>): string {
  return [title, ...tags].join('\n').toLowerCase();
}

const positionSchema = z.tuple([z.number().int().min(0).max(9), storableText, z.uuid()]);

export async function listProblems(database: Database, query: ProblemListQuery, viewer: Viewer): Promise<ProblemList> {
  const filter = [query.search, query.difficulty, query.tag, query.status];
  const position = query.cursor === undefined ? null : decodeCursor(query.cursor, filter, positionSchema);
  const where = conditionsOf(query, viewer);
  if (position) where.add('(p.difficulty_rank, p.sort_title, p.id) > (?::smallint, ?, ?::uuid)', ...position);
  const rows = await database.query<ProblemListRow & { difficulty_rank: number; sort_title: string }>({
    text: `
      with page as (
        select ${LIST_COLUMNS}, p.difficulty_rank, p.sort_title
          from problems p left join problem_progress g on g.problem_id = p.id and g.session_id = $1
         where ${where.text()}
         order by p.difficulty_rank, p.sort_title, p.id limit ${query.limit + 1}
      )
      select page.*, judged, accepted from page ${countsOf('page')} order by difficulty_rank, sort_title, id`,
    values: where.values(),
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(toListItem),
    nextCursor: rows.length > query.limit && last ? encodeCursor(filter, [last.difficulty_rank, last.sort_title, last.id]) : null,
  };
}

/** The session is the first parameter. */
function conditionsOf(query: ProblemListQuery, viewer: Viewer): Conditions {
  const where = createConditions();
  where.add('?::text is not null', viewer.sessionId);
  where.add('p.removed_at is null');
  if (query.difficulty !== undefined) where.add('p.difficulty_rank = ?', RANK[query.difficulty]);
  if (query.tag !== undefined) where.add('p.tags @> array[?]', query.tag);
  for (const word of wordsOf(query.search)) where.add('p.search_text like ?', `%${escapeLike(word)}%`);
  if (query.status === 'todo') where.add('g.session_id is null');
  if (query.status === 'solved') where.add('g.solved');
  if (query.status === 'attempted') where.add('not g.solved');
  return where;
}

function wordsOf(search: string | undefined): string[] {
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

export function toListItem(row: ProblemListRow): ProblemListItem {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    difficulty: row.difficulty,
    tags: row.tags,
    acceptanceRate: row.judged ? (row.accepted ?? 0) / row.judged : null,
    solved: row.solved === true,
    attempted: row.solved !== null,
  };
}
