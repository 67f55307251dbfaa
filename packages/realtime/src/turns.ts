export type Turns = (work: () => Promise<void>) => Promise<void>;

/** Does so much at a time; what comes meanwhile waits, in the order in which it came. */
export function createTurns(atATime: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function takeTurns(work) {
    if (running >= atATime) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
