import { createBudget } from './budget.ts';

export type Outbox<Event> = {
  add(event: Event): void;
  /** Sends at once what waits, before something that must come after it. */
  flush(): void;
  close(): void;
};

/** Together sixty in any second: a few at once, so that what is rare is not held up, and so many on average. */
const BATCHES = { burst: 6, perSecond: 54 };

/**
 * What a client is to hear, in batches: everything of one moment goes together, and where much happens, the client's
 * connection, and its page, are busy with it at most sixty times a second.
 */
export function createOutbox<Event>(send: (events: readonly Event[]) => void): Outbox<Event> {
  const mayFlush = createBudget(BATCHES);
  let waiting: Event[] = [];
  let scheduled: NodeJS.Immediate | undefined;
  let delayed: NodeJS.Timeout | undefined;

  function flush(): void {
    clearImmediate(scheduled);
    clearTimeout(delayed);
    scheduled = delayed = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) send(batch);
  }

  function flushWhenAllowed(): void {
    scheduled = undefined;
    if (mayFlush()) flush();
    else delayed = setTimeout(flushWhenAllowed, 1_000 / BATCHES.perSecond);
  }

  return {
    add(event) {
      waiting.push(event);
      if (!scheduled && !delayed) scheduled = setImmediate(flushWhenAllowed);
    },
    flush,
    close() {
      waiting = [];
      flush();
    },
  };
}
