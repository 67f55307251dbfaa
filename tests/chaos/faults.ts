import { setTimeout as sleep } from 'node:timers/promises';
import type { Weather } from './proxy.ts';
import type { Random } from './random.ts';
import type { Stack } from './stack.ts';

/** Something that goes wrong, and right again when `strike` is over; false where there was nothing to strike. */
export type Fault = { name: string; strike(): Promise<boolean> };

/** Chosen by the seed alone: which one, and how long. */
export function chooseFault(stack: Stack, random: Random): Fault {
  const fault = random.pick(KINDS)(stack, random);
  return fault ?? chooseFault(stack, random);
}

type Kind = (stack: Stack, random: Random) => Fault | null;

const killNode: Kind = ({ roles }, random) => {
  const role = random.pick(roles);
  return { name: `kill -9 of ${role.name}`, strike: async () => signal(role.nodePid(), 'SIGKILL') };
};

const killLauncher: Kind = ({ roles }, random) => {
  const role = random.pick(roles.filter(({ name }) => name === 'everything' || name.startsWith('worker')));
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
  return { name: `pause of ${role.name} for ${seconds} s`, strike: () => pauseFor(role.nodePid(), seconds) };
};

const killPostgres: Kind = (stack) => ({ name: 'kill -9 of PostgreSQL', strike: async () => signal(await stack.postgresPid(), 'SIGKILL') });

const killRedis: Kind = ({ redis }, random) => {
  if (!redis) return null;
  const seconds = Math.round(random.between(0, 4));
  return {
    name: `kill -9 of Redis, away for ${seconds} s`,
    strike: async () => {
      await redis.kill();
      await sleep(seconds * 1000);
      await redis.restart();
      return true;
    },
  };
};

const badWeather: Kind = ({ proxies }, random) => {
  const between = random.pick([...proxies.keys()]);
  const weather = random.pick<Weather>(['cut', 'stalled', 'slow', 'split']);
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
const KINDS: readonly Kind[] = [killNode, killNode, killLauncher, restart, pause, killPostgres, killRedis, badWeather, badWeather, badWeather];

function signal(pid: number | undefined, name: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

async function pauseFor(pid: number | undefined, seconds: number): Promise<boolean> {
  if (!signal(pid, 'SIGSTOP')) return false;
  await sleep(seconds * 1000);
  signal(pid, 'SIGCONT');
  return true;
}
