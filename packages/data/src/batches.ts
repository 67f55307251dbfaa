export type BatchLimits = {
  /** How many batches may be under way at once. */
  atATime: number;
  /** Of one batch. */
  items: number;
};

/** What the items of one batch may weigh together; a single one may weigh more. */
export type Weight<Item> = { of: (item: Item) => number; most: number };

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

/**
 * What comes at the same time, or while other work is under way, is done together: nothing waits for more to come, and under
 * load the cost of a round trip is shared. `work` answers in the order of its items; when it fails, all of its batch fail.
 */
export function inBatches<Item, Result>(
  limits: BatchLimits,
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  weight: Weight<Item> = { of: () => 0, most: 0 },
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let underWay = 0;
  let willBegin = false;

  function begin(): void {
    willBegin = false;
    while (underWay < limits.atATime && waiting.length > 0) {
      underWay += 1;
      void carryOut(takeBatch());
    }
  }

  function takeBatch(): Waiting<Item, Result>[] {
    let count = 0;
    let together = 0;
    for (const { item } of waiting.slice(0, limits.items)) {
      together += weight.of(item);
      if (count > 0 && together > weight.most) break;
      count += 1;
    }
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return batch;
  }

  async function carryOut(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    underWay -= 1;
    begin();
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // After the input that is there already has been read: it may bring more for the same batch.
      if (!willBegin) setImmediate(begin);
      willBegin = true;
    });
}
