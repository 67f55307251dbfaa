import path from 'node:path';
import { startChild } from './child.ts';
import { percentilesOf, round, type Percentiles } from './measures.ts';
import { countProcessorUse, type ProcessorUse } from './processor-use.ts';
import type { Order, Sent } from './sender.ts';
import type { LoadStack } from './stack.ts';
import { findFate, type Fate } from './stored.ts';

export type AcceptOptions = { sessions: number; submissions: number; connections: number; senders: number };

export type AcceptResult = {
  submissions: number;
  seconds: number;
  perSecond: number;
  acceptedMs: Percentiles;
  refused: Record<string, number>;
  fate: Fate;
  processors: ProcessorUse[];
};

/** A tenth of all before the measured ones: code that has not run yet is slow, and connections are yet to be made. */
const WARM_UP = 0.1;

/** How fast submissions are accepted while nobody judges: stored on disk, counted by the limiter, put into the queue, answered. */
export async function measureAccept(stack: LoadStack, { sessions, submissions, connections, senders }: AcceptOptions): Promise<AcceptResult> {
  const children = Array.from({ length: senders }, () => startChild(path.join(import.meta.dirname, 'sender.ts')));
  try {
    const order: Order = {
      gateways: stack.gateways,
      sessions: Math.ceil(sessions / senders),
      connections: Math.ceil(connections / senders),
      warmUp: Math.ceil((submissions * WARM_UP) / senders),
      submissions: Math.ceil(submissions / senders),
      body: BODY,
    };
    await Promise.all(children.map((child) => child.ask<'ready'>({ order })));
    const warm = await Promise.all(children.map((child) => child.ask<Sent>({ go: 'warm up' })));
    const processors = countProcessorUse(() => new Map([...stack.processes(), ['load generator', children.map(({ pid }) => pid)]]));
    const sent = await Promise.all(children.map((child) => child.ask<Sent>({ go: 'measure' })));
    const used = processors();
    const fate = await findFate(
      stack,
      [...warm, ...sent].flatMap(({ ids }) => ids),
    );
    return { ...summarise(sent), fate, processors: used };
  } finally {
    for (const child of children) child.end();
  }
}

function summarise(sent: readonly Sent[]): Omit<AcceptResult, 'fate' | 'processors'> {
  const submissions = sent.reduce((sum, { ids }) => sum + ids.length, 0);
  const seconds = Math.max(...sent.map((one) => one.seconds));
  const refused: Record<string, number> = {};
  for (const one of sent) for (const [status, count] of Object.entries(one.refused)) refused[status] = (refused[status] ?? 0) + count;
  return {
    submissions,
    seconds: round(seconds),
    perSecond: Math.round(submissions / seconds),
    acceptedMs: percentilesOf(sent.flatMap(({ answerMs }) => answerMs)),
    refused,
  };
}

const CODE = `import sys

def main():
    numbers = [int(word) for line in sys.stdin for word in line.split()]
    print(sum(numbers))

main()
`;
const BODY = JSON.stringify({ problemId: 'a-plus-b', language: 'python', code: CODE });
