import path from 'node:path';
import { startChild } from './child.ts';
import { countProcessorUse, LOAD_GENERATOR, type ProcessorUse } from './processor-use.ts';
import type { Order, Sent } from './sender.ts';
import type { LoadStack } from './stack.ts';
import { findFate, type Fate } from './stored.ts';

export type AcceptOptions = { sessions: number; submissions: number; connections: number; release: (undo: () => unknown) => void };

export type AcceptResult = {
  submissions: number;
  seconds: number;
  answerMs: number[];
  /** How many were not accepted. */
  refused: number;
  fate: Fate;
  processors: ProcessorUse[];
};

/** A tenth of all before the measured ones: code that has not run yet is slow, and connections are yet to be made. */
const WARM_UP = 0.1;

/** How fast submissions are accepted while nobody judges: stored on disk, counted by the limiter, put into the queue, answered. */
export async function measureAccept(stack: LoadStack, { sessions, submissions, connections, release }: AcceptOptions): Promise<AcceptResult> {
  const sender = startChild(path.join(import.meta.dirname, 'sender.ts'));
  release(() => sender.end());
  const order: Order = { gateways: stack.gateways, sessions, connections, warmUp: Math.ceil(submissions * WARM_UP), submissions, body: BODY };
  await sender.ask<'ready'>({ order });
  const warm = await sender.ask<Sent>({ go: 'warm up' });
  const count = countProcessorUse(() => new Map([...stack.processes(), [LOAD_GENERATOR, [sender.pid]]]));
  const { ids, ...sent } = await sender.ask<Sent>({ go: 'measure' });
  const processors = count();
  const fate = await findFate(stack, [...warm.ids, ...ids]);
  await stack.stop();
  return { ...sent, submissions: ids.length, fate, processors };
}

const CODE = `import sys

def main():
    numbers = [int(word) for line in sys.stdin for word in line.split()]
    print(sum(numbers))

main()
`;
const BODY = JSON.stringify({ problemId: 'a-plus-b', language: 'python', code: CODE });
