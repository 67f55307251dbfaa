import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../logger.ts';

export type RedisClient = Redis | Cluster;

/** Keys that one script touches must lie on one node of a cluster: the part in braces decides which. */
export const HASH_TAG = '{codearena}';

export type RedisClientOptions = {
  /** One address; or several with commas between, which mean a cluster. */
  url: string;
  logger: Logger;
  /** A patient client waits for Redis as long as it takes; the other fails soon, for what somebody waits for. */
  patient?: boolean;
  /** Commands that are given in the same moment go in one packet; those that must not overtake each other do not belong here. */
  together?: boolean;
};

export function createRedisClient({ url, logger, patient = false, together = false }: RedisClientOptions): RedisClient {
  const addresses = url.split(',').map((address) => new URL(address.trim()));
  const [first] = addresses;
  if (!first) throw new Error('No Redis address');
  const client =
    addresses.length > 1 ? connectCluster(addresses, patient, together) : new Redis(url.trim(), { ...optionsOf(patient), enableAutoPipelining: together });
  client.on('error', reportOnce(logger));
  return client;
}

/** A connection that brings no answer for so long was lost without a word, and is made anew. BullMQ lets Redis answer after ten seconds at the latest. */
const ANSWER_MS = { patient: 20_000, hasty: 5_000 };

function optionsOf(patient: boolean): RedisOptions {
  const common: RedisOptions = { retryStrategy: backOff, connectTimeout: 3_000, keepAlive: 10_000 };
  if (patient) return { ...common, maxRetriesPerRequest: null, socketTimeout: ANSWER_MS.patient };
  return { ...common, maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: 3_000, socketTimeout: ANSWER_MS.hasty };
}

function connectCluster(addresses: readonly URL[], patient: boolean, together: boolean): Cluster {
  const [first] = addresses;
  const nodes = addresses.map((address) => ({ host: address.hostname, port: Number(address.port || 6379) }));
  return new Cluster(nodes, {
    clusterRetryStrategy: backOff,
    enableOfflineQueue: patient,
    enableAutoPipelining: together,
    shardedSubscribers: true,
    redisOptions: {
      ...optionsOf(patient),
      username: first?.username ? decodeURIComponent(first.username) : undefined,
      password: first?.password ? decodeURIComponent(first.password) : undefined,
      tls: first?.protocol === 'rediss:' ? {} : undefined,
    },
  });
}

function backOff(tries: number): number {
  return Math.min(50 * 2 ** Math.min(tries, 10), 1_000);
}

const REPEAT_AFTER_MS = 10_000;

/** A lost server makes an error for each try to reach it: one line in a while says enough. */
function reportOnce(logger: Logger): (error: Error) => void {
  let last = 0;
  return (error) => {
    if (Date.now() - last < REPEAT_AFTER_MS) return;
    last = Date.now();
    logger.warn({ reason: error.message }, 'Redis cannot be reached; trying again');
  };
}
