import { once } from 'node:events';
import { submissionEventSchema, type SubmissionEvent } from '@codearena/contracts';
import { CodeArenaError, type EventBus } from '@codearena/core';
import { Cluster, type Redis } from 'ioredis';
import { channelOf } from '../channel.ts';
import type { Logger } from '../logger.ts';
import { createRedisClient } from './client.ts';
import { rethrowRedis } from './failure.ts';

type Listener = { hear(event: SubmissionEvent): void; onGap(): void };

/** How long a new watcher waits for Redis before it is told that there is none. */
const PATIENCE_MS = 3_000;

/**
 * Redis Pub/Sub, sharded on a cluster. This process subscribes to a channel only while somebody here listens. When a lost
 * connection comes back, every channel is subscribed again, and its listeners learn that they may have missed something.
 */
export function createRedisEventBus(options: { url: string; logger: Logger }): EventBus {
  const publisher = createRedisClient(options);
  const transport = createTransport(createRedisClient({ ...options, patient: true }));
  const channels = new Map<string, Channel>();
  const inOrder = createQueues();
  // The first connection is waited for; later on, publishing without one fails at once.
  const connected = withinPatience(once(publisher, 'ready')).catch(() => undefined);

  transport.onMessage((name, message) => {
    const event = parseEvent(message);
    if (event === null) options.logger.error({ channel: name }, 'A message on a submission channel is no event');
    else for (const listener of channels.get(name)?.listeners ?? []) listener.hear(event);
  });
  transport.onReconnect(() => {
    for (const channel of channels.values()) channel.renew();
  });

  return {
    async publish(event) {
      const name = channelOf(event.payload.submissionId);
      const message = JSON.stringify(event);
      await connected;
      const send = () => (publisher instanceof Cluster ? publisher.spublish(name, message) : publisher.publish(name, message));
      await (publisher instanceof Cluster ? inOrder(name, send) : send()).catch(rethrowRedis);
    },
    async subscribe(submissionId, hear, onGap = () => undefined) {
      const name = channelOf(submissionId);
      const channel = channels.get(name) ?? newChannel(transport, name, () => channels.delete(name));
      channels.set(name, channel);
      return channel.join({ hear, onGap });
    },
    async close() {
      channels.clear();
      publisher.disconnect();
      transport.close();
    },
  };
}

/**
 * Work under the same name is done one after the other. A cluster's client sends again what a node did not want, and what
 * was sent after it is there first.
 */
function createQueues(): (name: string, work: () => Promise<unknown>) => Promise<unknown> {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const before = last.get(name) ?? Promise.resolve();
    const result = before.then(work, work);
    last.set(name, result);
    const forget = () => void (last.get(name) === result && last.delete(name));
    result.then(forget, forget);
    return result;
  };
}

type Channel = {
  listeners: Set<Listener>;
  join(listener: Listener): Promise<() => Promise<void>>;
  /** After the connection was lost. */
  renew(): void;
};

function newChannel(transport: Transport, name: string, forget: () => void): Channel {
  const listeners = new Set<Listener>();
  let subscribed = false;
  let last: Promise<void> = Promise.resolve();

  /** Makes the subscription what the listeners want by then; one step after the other, so that the last word is the right one. */
  const follow = (): Promise<void> => (last = last.catch(() => undefined).then(step));
  const step = async (): Promise<void> => {
    const wanted = listeners.size > 0;
    if (wanted !== subscribed) await (wanted ? transport.subscribe(name) : transport.unsubscribe(name));
    subscribed = wanted;
    if (listeners.size === 0 && !subscribed) forget();
  };
  const leave = async (own: Listener): Promise<void> => {
    if (listeners.delete(own)) await follow().catch(() => undefined); // A connection that is gone listens to nothing.
  };
  /** The client has subscribed again by itself; doing it once more tells from when on there is something to hear. */
  const hearAgain = async (): Promise<void> => {
    if (!subscribed) return;
    await transport.subscribe(name);
    for (const listener of listeners) listener.onGap();
  };

  return {
    listeners,
    async join(listener) {
      const own = { ...listener };
      listeners.add(own);
      try {
        await withinPatience(follow());
      } catch (error) {
        void leave(own); // Not waited for: it would wait for the same Redis.
        throw error;
      }
      return () => leave(own);
    },
    renew() {
      const renewed = last.catch(() => undefined).then(hearAgain);
      last = renewed.catch(() => undefined); // Lost again meanwhile: then there will be another time.
    },
  };
}

async function withinPatience(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CodeArenaError('unavailable', 'Redis cannot be reached', { retryAfterSeconds: 2 })), PATIENCE_MS);
  });
  await Promise.race([work, tooLong])
    .catch(rethrowRedis)
    .finally(() => clearTimeout(timer));
}

/** Whole, as it was published: a newer worker may say more than this process knows. */
function parseEvent(message: string): SubmissionEvent | null {
  try {
    const event: unknown = JSON.parse(message);
    submissionEventSchema.parse(event);
    return event as SubmissionEvent;
  } catch {
    return null;
  }
}

type Transport = {
  subscribe(channel: string): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  onMessage(listener: (channel: string, message: string) => void): void;
  /** Not called for the first connection. */
  onReconnect(listener: () => void): void;
  close(): void;
};

function createTransport(client: Redis | Cluster): Transport {
  const sharded = client instanceof Cluster;
  return {
    subscribe: (channel) => (sharded ? client.ssubscribe(channel) : client.subscribe(channel)),
    unsubscribe: (channel) => (sharded ? client.sunsubscribe(channel) : client.unsubscribe(channel)),
    onMessage: (listener) => void client.on(sharded ? 'smessage' : 'message', listener),
    // A cluster has a connection for each of its nodes, and says so after any of them was made anew.
    onReconnect: (listener) => void client.once('ready', () => client.on(sharded ? 'subscribersReady' : 'ready', listener)),
    close: () => client.disconnect(),
  };
}
