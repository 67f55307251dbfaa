/** Whose containers are whose: a label names the process that made them, so that a dead one's can be found. */
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { removeContainer } from './container.ts';
import type { Engine } from './engine.ts';

export const WORKER_LABEL = 'codearena.worker';
/** Of the sandbox in that process. */
export const SANDBOX_LABEL = 'codearena.sandbox';

/** Longer than any start of a container takes. */
const FOREIGN_GRACE_S = 600;
/** The engine's answers to all that a start asks of it have come or failed by then. */
const OWN_GRACE_S = 180;

export type OwnContainers = {
  /** Their label. */
  sandbox: string;
  inUse: ReadonlySet<string>;
  /** How long one may be known to the engine alone. */
  graceS?: number;
};

type Listed = { Id: string; State: string; Created: number; Labels: Record<string, string> };
type Owner = { place: string; pid: number; started: string };

/** This process, told from any other of the same number before or after it or in another container. */
export async function ownLabel(): Promise<string> {
  return `${await placeOf()}/${process.pid}/${await startOf(process.pid)}`;
}

/** The containers that this process made and that the engine still knows. */
export async function ownContainers(engine: Engine): Promise<{ Id: string }[]> {
  return listContainers(engine, `${WORKER_LABEL}=${await ownLabel()}`);
}

function listContainers(engine: Engine, label: string): Promise<Listed[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
  return engine.call<Listed[]>('list containers', 'GET', `/containers/json?all=1&filters=${filters}`);
}

/**
 * Removes what dead workers left, and of this sandbox's what is not in use: an engine that was away may know containers
 * whose making or removal failed. Answers how many containers that were.
 */
export async function removeOrphans(engine: Engine, own: OwnContainers): Promise<number> {
  const containers = await listContainers(engine, WORKER_LABEL);
  const place = await placeOf();
  const orphans: Listed[] = [];
  for (const container of containers) if (isForgotten(container, own) || (await isOrphan(container, place))) orphans.push(container);
  await Promise.all(orphans.map(({ Id }) => removeContainer(engine, Id)));
  return orphans.length;
}

function isForgotten(container: Listed, { sandbox, inUse, graceS = OWN_GRACE_S }: OwnContainers): boolean {
  return container.Labels[SANDBOX_LABEL] === sandbox && !inUse.has(container.Id) && ageS(container) >= graceS;
}

async function isOrphan(container: Listed, place: string): Promise<boolean> {
  const owner = parseOwner(container.Labels[WORKER_LABEL] ?? '');
  if (owner?.place === place) return (await startOf(owner.pid)) !== owner.started;
  // Of a process that cannot be seen from here. Its running containers end with it, for they live by its connection.
  return container.State !== 'running' && ageS(container) > FOREIGN_GRACE_S;
}

function ageS({ Created }: Listed): number {
  return Date.now() / 1000 - Created;
}

function parseOwner(label: string): Owner | undefined {
  const [place, pid, started] = label.split('/');
  return place && Number(pid) > 0 && started ? { place, pid: Number(pid), started } : undefined;
}

/** The machine's boot and the pid namespace: where a process number means something. */
async function placeOf(): Promise<string> {
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const namespace = /\d+/.exec(await readlink('/proc/self/ns/pid'))?.[0] ?? hostname();
  return `${boot}:${namespace}`;
}

/** When a process began, in clock ticks since boot; empty if there is none or it is a zombie. */
async function startOf(pid: number): Promise<string> {
  try {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
}
