export type QueueRoomOptions = {
  /** How many may wait. */
  limit: number;
  /** As the store knows it; may stop counting at `most`. */
  countWaiting: (most: number) => Promise<number>;
};

type Count = { waiting: Promise<number>; answeredAt: number | null; storedSince: number };

/** A count is good for so long; before somebody is refused, one that is older than the second number is taken anew. */
const COUNT_MS = 1_000;
const COUNT_FOR_REFUSAL_MS = 50;

/**
 * Whether the queue takes one more, without counting it for each that comes: the last count, and who came in since. Who is
 * stored while a count is under way may be counted twice until the next one, never not at all: one gateway alone keeps the
 * limit exactly, several may together exceed it by what they take within `COUNT_MS`.
 */
export function createQueueRoom({ limit, countWaiting }: QueueRoomOptions) {
  let entering = 0;
  let last: Count | null = null;

  function count(): Count {
    const begun: Count = { waiting: countWaiting(limit), answeredAt: null, storedSince: 0 };
    begun.waiting.then(
      () => (begun.answeredAt = performance.now()),
      () => (last = null),
    );
    return (last = begun);
  }

  /** One that is under way is shared, however long it takes. */
  function countWithin(ageMs: number): Count {
    if (last === null || (last.answeredAt !== null && performance.now() - last.answeredAt > ageMs)) return count();
    return last;
  }

  /** `take` is called in the same moment, so that of two who ask at once the second sees the first. */
  async function ifFits(ageMs: number, take: () => void): Promise<boolean> {
    const counted = countWithin(ageMs);
    const fits = (await counted.waiting) + counted.storedSince + entering < limit;
    if (fits) take();
    return fits;
  }

  const ifFree = async (take: () => void): Promise<boolean> => (await ifFits(COUNT_MS, take)) || ifFits(COUNT_FOR_REFUSAL_MS, take);

  return {
    isFree: () => ifFree(() => undefined),
    /** Stores something if there is room for it; null if there is none. `isNew`: it takes up room. */
    async enter<T>(store: () => Promise<T>, isNew: (stored: T) => boolean): Promise<T | null> {
      if (!(await ifFree(() => (entering += 1)))) return null;
      try {
        const stored = await store();
        if (last !== null && isNew(stored)) last.storedSince += 1;
        return stored;
      } finally {
        entering -= 1;
      }
    },
  };
}
