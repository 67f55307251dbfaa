import { setTimeout as sleep } from 'node:timers/promises';
import { below, signal } from '../product/processes.ts';
import type { Weather } from './proxy.ts';
import type { Random } from '../product/random.ts';
import type { Role } from '../product/role.ts';
import type { Stack } from './stack.ts';

/** Something that goes wrong, and right again when `strike` is over; false where there was nothing to strike. */
export type Fault = { name: string; strike(): Promise<boolean> };

type Kind = (stack: Stack, random: Random) => Fault | null;

/** Chosen by the seed alone: which one, whom it strikes and how long. Each kind comes before one comes again. */
export function createFaults(stack: Stack, random: Random): () => Fault {
  let deck: readonly Kind[] = [];
  return function next(): Fault {
    if (deck.length === 0) deck = random.shuffle(KINDS);
    const [kind, ...rest] = deck;
    deck = rest;
    return kind?.(stack, random) ?? next();
  };
}

const killNode: Kind = ({ roles }, random) => {
  const role = random.pick(roles);
  return { name: `kill -9 of ${role.name}`, strike: async () => signal(role.nodePid(), 'SIGKILL') };
};

const killLauncher: Kind = ({ roles }, random) => {
  const role = random.pick(roles.filter(judges));
  return { name: `kill -9 of the launcher of ${role.name}`, strike: async () => signal(role.launcherPid(), 'SIGKILL') };
};

const restart: Kind = ({ roles }, random) => {
  const role = random.pick(roles);
  return {
    name: `restart of ${role.name}`,
    strike: async () => {
      role.terminate();
      return role.launcherPid() !== undefined;
    },
  };
};

const pause: Kind = ({ roles }, random) => {
  const role = random.pick(roles);
  const seconds = Math.round(random.between(1, 9));
  return { name: `pause of ${role.name} for ${seconds} s`, strike: () => pauseFor(() => [role.nodePid()], seconds) };
};

/** As whoever freezes a container does, or a machine. */
const pauseAll: Kind = ({ roles }, random) => {
  const role = random.pick(roles);
  const seconds = Math.round(random.between(1, 9));
  return { name: `pause of ${role.name} and all below it for ${seconds} s`, strike: () => pauseFor(role.pids, seconds) };
};

const pauseLauncher: Kind = ({ roles }, random) => {
  const role = random.pick(roles.filter(judges));
  const seconds = Math.round(random.between(1, 9));
  return { name: `pause of the launcher of ${role.name} for ${seconds} s`, strike: () => pauseFor(() => [role.launcherPid()], seconds) };
};

const killPostgres: Kind = ({ postgresPid }) => ({ name: 'kill -9 of PostgreSQL', strike: async () => signal(postgresPid(), 'SIGKILL') });

/** A fast shutdown; the supervisor starts it again. */
const restartPostgres: Kind = ({ postgresPid }) => ({ name: 'restart of PostgreSQL', strike: async () => signal(postgresPid(), 'SIGINT') });

const pausePostgres: Kind = ({ postgresPid }, random) => {
  const seconds = Math.round(random.between(1, 9));
  const all = (): (number | undefined)[] => {
    const postmaster = postgresPid();
    return postmaster === undefined ? [] : [postmaster, ...below(postmaster)];
  };
  return { name: `pause of PostgreSQL for ${seconds} s`, strike: () => pauseFor(all, seconds) };
};

const killRedis: Kind = ({ redis }, random) => {
  const seconds = Math.round(random.between(0, 4));
  return redis && { name: `kill -9 of Redis, away for ${seconds} s`, strike: () => endRedis(redis, 'SIGKILL', seconds) };
};

const restartRedis: Kind = ({ redis }, random) => {
  const seconds = Math.round(random.between(0, 4));
  return redis && { name: `restart of Redis, away for ${seconds} s`, strike: () => endRedis(redis, 'SIGTERM', seconds) };
};

const pauseRedis: Kind = ({ redis }, random) => {
  const seconds = Math.round(random.between(1, 9));
  return redis && { name: `pause of Redis for ${seconds} s`, strike: () => pauseFor(() => [redis.pid()], seconds) };
};

const badWeather: Kind = ({ proxies }, random) => {
  const between = random.pick([...proxies.keys()]);
  const weather = random.pick<Weather>(['cut', 'lost', 'stalled', 'slow', 'split']);
  const seconds = Math.round(random.between(1, 8));
  return {
    name: `network ${between} ${weather} for ${seconds} s`,
    strike: async () => {
      const proxy = proxies.get(between);
      proxy?.set(weather);
      await sleep(seconds * 1000);
      proxy?.set('clear');
      return proxy !== undefined;
    },
  };
};

/** As often as they stand here. */
const KINDS: readonly Kind[] = [
  killNode,
  killNode,
  killLauncher,
  restart,
  pause,
  pauseAll,
  pauseLauncher,
  killPostgres,
  restartPostgres,
  pausePostgres,
  killRedis,
  restartRedis,
  pauseRedis,
  badWeather,
  badWeather,
  badWeather,
  badWeather,
];

function judges({ name }: Role): boolean {
  return name === 'everything' || name.startsWith('worker');
}

async function pauseFor(pids: () => readonly (number | undefined)[], seconds: number): Promise<boolean> {
  const stopped = pids().filter((pid) => signal(pid, 'SIGSTOP'));
  if (stopped.length === 0) return false;
  await sleep(seconds * 1000);
  for (const pid of stopped) signal(pid, 'SIGCONT');
  return true;
}

const away = new WeakSet<object>();

/** It is started again by us, once, also when a second fault would end it meanwhile. */
async function endRedis(redis: NonNullable<Stack['redis']>, how: NodeJS.Signals, seconds: number): Promise<boolean> {
  if (away.has(redis)) return false;
  away.add(redis);
  await redis.kill(how);
  await sleep(seconds * 1000);
  await redis.restart();
  away.delete(redis);
  return true;
}
