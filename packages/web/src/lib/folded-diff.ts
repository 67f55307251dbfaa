import type { DiffLine } from './line-diff.ts';

export type DiffPart = { folded: boolean; lines: DiffLine[] };

const CONTEXT = 3;
/** Folding fewer lines than this would save no space. */
const SMALLEST_FOLD = 4;

/** Cuts a diff into parts: changes with a few lines around them, and between those what can be folded away. */
export function foldSame(diff: DiffLine[]): DiffPart[] {
  const near = diff.map((_, at) => diff.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((line) => line.kind !== 'same'));
  const parts: DiffPart[] = [];
  diff.forEach((line, at) => {
    const folded = !near[at];
    if (parts.at(-1)?.folded !== folded) parts.push({ folded, lines: [] });
    parts.at(-1)?.lines.push(line);
  });
  return parts.map((part) => ({ ...part, folded: part.folded && part.lines.length >= SMALLEST_FOLD }));
}
