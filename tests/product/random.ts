/** Numbers that are the same for the same seed. */
export type Random = {
  /** From `low` up to, but not including, `high`. */
  between(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  /** All of them, in another order. */
  shuffle<T>(items: readonly T[]): T[];
};

/** The generator mulberry32: 32 bits of state, good enough to choose faults with. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + next() * (high - low);
  return {
    between,
    pick: <T>(items: readonly T[]): T => {
      const item = items[Math.floor(between(0, items.length))];
      if (item === undefined) throw new Error('There is nothing to pick from');
      return item;
    },
    shuffle: (items) =>
      items
        .map((item) => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  };
}
