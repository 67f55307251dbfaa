import { type DiffLine, diffLines, splitLines } from './line-diff.ts';

/** One row of a two-column comparison; a missing side means that the line is only in the other text. */
export type ComparedRow = { same: boolean; left?: { text: string; line: number }; right?: { text: string; line: number } };

/** A removed line stands beside the added line that took its place. */
export function compareSideBySide(left: string, right: string): ComparedRow[] {
  const rows: ComparedRow[] = [];
  let waiting: ComparedRow[] = [];
  for (const line of diffLines(splitLines(left), splitLines(right))) {
    if (line.kind === 'same') waiting = [];
    const row = place(line, waiting);
    if (row) rows.push(row);
  }
  return rows;
}

function place(line: DiffLine, waiting: ComparedRow[]): ComparedRow | null {
  if (line.kind === 'same') return { same: true, left: { text: line.text, line: line.left }, right: { text: line.text, line: line.right } };
  const missing = line.kind === 'removed' ? 'left' : 'right';
  const partner = waiting.find((row) => row[missing] === undefined);
  const cell = { text: line.text, line: line.kind === 'removed' ? line.left : line.right };
  if (partner) {
    partner[missing] = cell;
    return null;
  }
  const row: ComparedRow = { same: false, [missing]: cell };
  waiting.push(row);
  return row;
}
