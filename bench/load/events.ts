/** What one watcher heard of one submission, after it had been told the state as of `from`. */
export type Heard = { id: string; from: number; sequences: readonly number[] };

export type EventCheck = { published: number; heard: number; lost: number; doubled: number; disordered: number };

/** Each event that was published after the state that a watcher was told must have come once, in order. Published twice is one event. */
export function checkEvents(published: ReadonlyMap<string, ReadonlySet<number>>, watchers: readonly Heard[]): EventCheck {
  const check: EventCheck = { published: 0, heard: 0, lost: 0, doubled: 0, disordered: 0 };
  for (const { id, from, sequences } of watchers) {
    const due = [...(published.get(id) ?? [])].filter((sequence) => sequence > from);
    const heard = new Set(sequences);
    check.published += due.length;
    check.heard += sequences.length;
    check.lost += due.filter((sequence) => !heard.has(sequence)).length;
    check.doubled += sequences.length - heard.size;
    check.disordered += sequences.filter((sequence, index) => sequence < (sequences[index - 1] ?? 0)).length;
  }
  return check;
}
