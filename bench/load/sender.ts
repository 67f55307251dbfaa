/** A process of its own that submits as fast as it is answered; what it did is told to the process that started it. */
import { acceptedId, onConnections, openSessions, submit } from './sessions.ts';

export type Order = { gateways: number[]; sessions: number; connections: number; warmUp: number; submissions: number; body: string };

/** Milliseconds from sending to the answer, and how long all took together. Of the warm-up only what it was given. */
export type Sent = { ids: string[]; refused: number; answerMs: number[]; seconds: number };

type Message = { order: Order } | { go: 'warm up' | 'measure' };

let order: Order | undefined;
let cookies: string[] = [];

process.on('message', (message: Message) => {
  void ('order' in message ? prepare(message.order) : send(message.go)).then((answer) => process.send?.(answer));
});

async function prepare(given: Order): Promise<'ready'> {
  order = given;
  cookies = await openSessions(given.gateways, given.sessions);
  return 'ready';
}

async function send(what: 'warm up' | 'measure'): Promise<Sent> {
  if (!order) throw new Error('There is no order');
  const { gateways, connections, body } = order;
  const count = what === 'measure' ? order.submissions : order.warmUp;
  const sent: Sent = { ids: [], refused: 0, answerMs: [], seconds: 0 };
  const first = what === 'measure' ? order.warmUp : 0;
  let begun = 0;
  const from = performance.now();
  await onConnections(gateways, connections, async (connection) => {
    while (begun < count) {
      const cookie = cookies[(first + begun++) % cookies.length] ?? '';
      const at = performance.now();
      const answer = await submit(connection, cookie, body);
      sent.answerMs.push(performance.now() - at);
      const id = acceptedId(answer);
      if (id === null) sent.refused += 1;
      else sent.ids.push(id);
    }
  });
  sent.seconds = (performance.now() - from) / 1000;
  return sent;
}
