/**
 * Theory of operation: common lines at both ends are cut off, then Myers' greedy algorithm finds the shortest edit
 * script of the middle. It remembers one frontier per edit distance, so its memory grows with the square of the number
 * of differences; past MAX_EDITS the middle is shown as replaced as a whole, which is also what a person would see in it.
 */
export type DiffLine =
  | { kind: 'same'; text: string; left: number; right: number }
  | { kind: 'removed'; text: string; left: number }
  | { kind: 'added'; text: string; right: number };

const MAX_EDITS = 1_000;

/** Line numbers are 1-based. */
export function diffLines(left: string[], right: string[]): DiffLine[] {
  const head = commonPrefix(left, right);
  const tail = commonSuffix(left, right, head);
  const middleLeft = left.slice(head, left.length - tail);
  const middleRight = right.slice(head, right.length - tail);
  return number([
    ...left.slice(0, head).map((text) => ({ kind: 'same' as const, text })),
    ...(shortestEdit(middleLeft, middleRight) ?? replaceAll(middleLeft, middleRight)),
    ...left.slice(left.length - tail).map((text) => ({ kind: 'same' as const, text })),
  ]);
}

export function splitLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The part in which two texts differ: how many characters they share at the start and at the end. */
export function differingPart(a: string, b: string): { start: number; end: number } {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { start, end };
}

type Edit = { kind: DiffLine['kind']; text: string };

function commonPrefix(a: string[], b: string[]): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a[count] === b[count]) count += 1;
  return count;
}

function commonSuffix(a: string[], b: string[], head: number): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) - head && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

function replaceAll(left: string[], right: string[]): Edit[] {
  return [...left.map((text) => ({ kind: 'removed' as const, text })), ...right.map((text) => ({ kind: 'added' as const, text }))];
}

function shortestEdit(left: string[], right: string[]): Edit[] | null {
  const frontiers = findFrontiers(left, right);
  return frontiers ? walkBack(left, right, frontiers) : null;
}

/** Each frontier maps a diagonal (x − y) to the furthest x reached on it with that many edits. */
function findFrontiers(left: string[], right: string[]): Map<number, number>[] | null {
  const frontiers: Map<number, number>[] = [];
  let frontier = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(left.length + right.length, MAX_EDITS); edits += 1) {
    frontiers.push(new Map(frontier));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const x = slide(left, right, diagonal, step(frontier, diagonal, edits));
      frontier.set(diagonal, x);
      if (x >= left.length && x - diagonal >= right.length) return frontiers;
    }
    frontier = new Map(frontier);
  }
  return null;
}

/** Whether the best way onto a diagonal is down (an addition) or right (a removal); gives the x after it. */
function step(frontier: Map<number, number>, diagonal: number, edits: number): number {
  const fromAbove = frontier.get(diagonal + 1) ?? -1;
  const fromLeft = frontier.get(diagonal - 1) ?? -1;
  return diagonal === -edits || (diagonal !== edits && fromLeft < fromAbove) ? fromAbove : fromLeft + 1;
}

function slide(left: string[], right: string[], diagonal: number, from: number): number {
  let x = from;
  while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x += 1;
  return x;
}

function walkBack(left: string[], right: string[], frontiers: Map<number, number>[]): Edit[] {
  const edits: Edit[] = [];
  let x = left.length;
  let y = right.length;
  for (let distance = frontiers.length - 1; distance >= 0; distance -= 1) {
    const frontier = frontiers[distance] ?? new Map<number, number>();
    const diagonal = x - y;
    const down = diagonal === -distance || (diagonal !== distance && (frontier.get(diagonal - 1) ?? -1) < (frontier.get(diagonal + 1) ?? -1));
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = frontier.get(previous) ?? 0;
    const fromY = fromX - previous;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      edits.push({ kind: 'same', text: left[x] ?? '' });
    }
    if (distance === 0) break;
    edits.push(down ? { kind: 'added', text: right[fromY] ?? '' } : { kind: 'removed', text: left[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return edits.reverse();
}

function number(edits: Edit[]): DiffLine[] {
  let left = 0;
  let right = 0;
  return edits.map(({ kind, text }): DiffLine => {
    if (kind !== 'added') left += 1;
    if (kind !== 'removed') right += 1;
    if (kind === 'same') return { kind, text, left, right };
    return kind === 'removed' ? { kind, text, left } : { kind, text, right };
  });
}
