import { createHash } from 'node:crypto';
import { CodeArenaError } from '@codearena/core';
import { z } from 'zod';

/**
 * A position in a keyset-paginated list, opaque to clients. It carries a digest of the filter it was made for:
 * with another filter it would point nowhere.
 */
export function encodeCursor(filter: unknown, position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([digest(filter), ...position])).toString('base64url');
}

export function decodeCursor<Position extends readonly (string | number)[]>(cursor: string, filter: unknown, schema: z.ZodType<Position>): Position {
  const content = z.array(z.union([z.string(), z.number()])).safeParse(parse(cursor));
  if (!content.success) throw badCursor('is not a cursor of this list');
  const [madeFor, ...position] = content.data;
  if (madeFor !== digest(filter)) throw badCursor('belongs to another filter');
  const checked = schema.safeParse(position);
  if (!checked.success) throw badCursor('is not a cursor of this list');
  return checked.data;
}

function parse(cursor: string): unknown {
  const content = Buffer.from(cursor, 'base64url');
  if (content.toString('base64url') !== cursor) return null;
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return null;
  }
}

function digest(filter: unknown): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 8);
}

function badCursor(message: string): CodeArenaError {
  return new CodeArenaError('invalid_request', `The cursor ${message}`, { errors: [{ path: 'cursor', message }] });
}
