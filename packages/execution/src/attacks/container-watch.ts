import { readdir } from 'node:fs/promises';
import { createEngine, type Engine } from '../docker/engine.ts';
import { ownContainers } from '../docker/owner.ts';
import { leftQueues, namedFiles, persisting, read, type HostWatch } from './host-watch.ts';

export type ContainerHost = {
  socketPath: string;
  /** How many containers there are when the pool is full and nothing but the attacks' neighbour runs. */
  atRest: number;
};

/** A busy engine takes its time over a removal. */
const PATIENCE_MS = 30_000;
const CONTAINER_ID = /[0-9a-f]{64}/;

/** For the Docker backend: of a container that was used, nothing may be left in the engine or on its machine. */
export async function watchContainerHost({ socketPath, atRest }: ContainerHost): Promise<HostWatch> {
  const engine = createEngine(socketPath);
  const look = async (): Promise<string[]> => [
    ...(await surplus(engine, atRest)),
    ...(await remains(engine)),
    ...(await surplusMounts(engine)),
    ...(await namedFiles()),
    ...(await leftQueues()),
  ];
  const before = new Set(await look());
  return { leavings: () => persisting(PATIENCE_MS, async () => (await look()).filter((leaving) => !before.has(leaving))) };
}

async function surplus(engine: Engine, atRest: number): Promise<string[]> {
  return (await ownContainers(engine)).length > atRest ? [`there are more than ${atRest} containers`] : [];
}

/** Control groups and supervising processes of containers that the engine does not know any more. */
async function remains(engine: Engine): Promise<string[]> {
  const traces = [...(await groupsOfContainers()), ...(await processesOfContainers())];
  const known = new Set(await containerIds(engine));
  return traces.filter(({ id }) => !known.has(id)).map(({ kind, id }) => `${kind} of container ${id.slice(0, 12)} is left`);
}

/** Each container that runs has one root file system. */
async function surplusMounts(engine: Engine): Promise<string[]> {
  const roots = (await read('/proc/self/mountinfo')).split('\n').filter((line) => / overlay overlay /.test(line));
  return roots.length > (await containerIds(engine)).length ? ['a mount of a container is left'] : [];
}

async function containerIds(engine: Engine): Promise<string[]> {
  return (await engine.call<{ Id: string }[]>('list containers', 'GET', '/containers/json?all=1')).map(({ Id }) => Id);
}

type Trace = { kind: string; id: string };

/** Engines name a container's group after it, in a group of their own or in the system's slice. */
async function groupsOfContainers(): Promise<Trace[]> {
  const top = '/sys/fs/cgroup';
  const hierarchies = [top, ...(await readdir(top).catch(() => [])).map((name) => `${top}/${name}`)];
  const parents = hierarchies.flatMap((hierarchy) => [`${hierarchy}/docker`, `${hierarchy}/system.slice`]);
  const names = await Promise.all(parents.map((parent) => readdir(parent).catch(() => [])));
  return tracesIn('a control group', names.flat());
}

async function processesOfContainers(): Promise<Trace[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(pids.map((pid) => read(`/proc/${pid}/cmdline`)));
  return tracesIn(
    'a process',
    commands.filter((command) => command.includes('containerd-shim')),
  );
}

function tracesIn(kind: string, texts: readonly string[]): Trace[] {
  return texts.flatMap((text) => {
    const id = CONTAINER_ID.exec(text)?.[0];
    return id ? [{ kind, id }] : [];
  });
}
