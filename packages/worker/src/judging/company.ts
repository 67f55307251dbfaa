/** Who runs at the same time on a worker's lanes: most work together, and now and then something alone. */
export type Company = {
  together<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Begins when nothing else runs, and nothing begins meanwhile. Afterwards the others have the lanes for at least as long
   * as it took and waited for those that ran, so that whoever causes it cannot keep the rest of the worker waiting.
   */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
};

export function createCompany(): Company {
  let running = 0;
  let isAlone = false;
  let lastAlone: Promise<unknown> = Promise.resolve();
  let othersUntil = 0;
  let waiting: (() => void)[] = [];

  const change = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

  function wake(): void {
    const woken = waiting;
    waiting = [];
    for (const look of woken) look();
  }

  async function together<Result>(work: () => Promise<Result>): Promise<Result> {
    while (isAlone) await change();
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      wake();
    }
  }

  async function runAlone<Result>(work: () => Promise<Result>): Promise<Result> {
    await pause(othersUntil - performance.now());
    isAlone = true;
    const begun = performance.now();
    while (running > 0) await change();
    try {
      return await work();
    } finally {
      isAlone = false;
      const ended = performance.now();
      othersUntil = ended + (ended - begun);
      wake();
    }
  }

  return {
    together,
    alone(work) {
      const result = lastAlone.then(() => runAlone(work));
      lastAlone = result.catch(() => undefined);
      return result;
    },
  };
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
