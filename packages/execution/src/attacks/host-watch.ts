import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NEIGHBOUR_MARK } from './bystanders.ts';

/** Looks at the host for what a sandbox must not leave there; empty when there is nothing. */
export type HostWatch = { leavings(): Promise<string[]> };

const LANE_PATIENCE_MS = 3_000;
const LOOK_EVERY_MS = 25;

/** Everything starts small and ends soon, so what is seen at every look is what was left. */
export async function persisting(patienceMs: number, look: () => Promise<string[]>): Promise<string[]> {
  const until = Date.now() + patienceMs;
  let found = await look();
  while (found.length > 0 && Date.now() < until) {
    await sleep(LOOK_EVERY_MS);
    const now = new Set(await look());
    found = found.filter((leaving) => now.has(leaving));
  }
  return found;
}

/** For the native backend, whose launcher is this process's child or parent. */
export async function watchNativeHost(): Promise<HostWatch> {
  const before = new Set(await namedFiles());
  const mounts = new Set(await mountCounts());
  return {
    leavings: () =>
      persisting(LANE_PATIENCE_MS, async () => {
        const processes = await readProcesses();
        return [
          ...leftProcesses(processes),
          ...(await leftGroups(processes)),
          ...(await namedFiles()).filter((file) => !before.has(file)),
          ...(await mountCounts()).filter((count) => !mounts.has(count)),
          ...(await leftQueues()),
        ];
      }),
  };
}

type Process = { pid: number; parent: number; argv: string[] };
type Tree = { launchers: Process[]; children(parent: Process): Process[] };

async function readProcesses(): Promise<Tree> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const processes = (await Promise.all(pids.map(readProcess))).filter((process) => process !== undefined);
  const own = (candidate: Process): boolean => candidate.parent === process.pid || candidate.pid === process.ppid;
  return {
    launchers: processes.filter((candidate) => own(candidate) && isLauncher(candidate)),
    children: ({ pid }) => processes.filter(({ parent }) => parent === pid),
  };
}

async function readProcess(pid: string): Promise<Process | undefined> {
  const [stat, argv] = await Promise.all([read(`/proc/${pid}/stat`), read(`/proc/${pid}/cmdline`)]);
  const parent = /^.*\) \S+ (\d+)/s.exec(stat)?.[1];
  return parent === undefined ? undefined : { pid: Number(pid), parent: Number(parent), argv: argv.split('\0') };
}

function isLauncher({ argv }: Process): boolean {
  return path.basename(argv[0] ?? '').startsWith('codearena-launcher') && argv[1] === 'host';
}

/** A launcher's children are one keeper for each lane, and a keeper's child is its lane's zygote. */
function zygotes(tree: Tree): Process[] {
  const keepers = tree.launchers.flatMap((launcher) => tree.children(launcher)).filter(isLauncher);
  return keepers.flatMap((keeper) => tree.children(keeper));
}

function descendants(tree: Tree, parent: Process): Process[] {
  return tree.children(parent).flatMap((child) => [child, ...descendants(tree, child)]);
}

/** One process of the launcher's own, in which programs are born, may live below a zygote; it has no children. */
function programsBelow(tree: Tree, zygote: Process): Process[] {
  const nursery = tree.children(zygote).find((child) => isLauncher(child) && tree.children(child).length === 0);
  return descendants(tree, zygote).filter((process) => process !== nursery);
}

function leftProcesses(tree: Tree): string[] {
  const lanes = zygotes(tree).map((zygote) => programsBelow(tree, zygote));
  const idle = lanes.filter((processes) => !processes.some(({ argv }) => argv.includes(NEIGHBOUR_MARK)));
  return idle.flat().map(({ pid, argv }) => `process ${pid} (${argv[0]}) is left`);
}

async function leftGroups(tree: Tree): Promise<string[]> {
  const left = await Promise.all(
    tree.launchers.map(async (launcher) => {
      const lanes = tree.children(launcher).filter(isLauncher).length;
      const counts = await Promise.all((await groupParents(launcher)).map((parent) => countGroups(parent, launcher)));
      return counts.filter(({ count }) => count > lanes).map(({ parent, count }) => `${count} control groups in ${parent} for ${lanes} lanes`);
    }),
  );
  return left.flat();
}

async function countGroups(parent: string, { pid }: Process): Promise<{ parent: string; count: number }> {
  const names = await readdir(parent).catch(() => []);
  return { parent, count: names.filter((name) => name.startsWith(`codearena-${pid}-`)).length };
}

/** Where the launcher's control group is mounted, and the directory above, where a service's leaf has its neighbours. */
async function groupParents({ pid }: Process): Promise<string[]> {
  const groups = (await read(`/proc/${pid}/cgroup`)).split('\n').map((line) => line.split(':').slice(2).join(':'));
  const points = (await read('/proc/self/mountinfo')).split('\n').flatMap((line) => / (\S+) \S+ .*- cgroup2? /.exec(line)?.[1] ?? []);
  const own = points.flatMap((point) => groups.map((group) => path.join(point, group)));
  return [...new Set([...own, ...own.map(path.dirname)])].filter((place) => points.some((point) => place.startsWith(point)));
}

/** Names that the attacks use, wherever a program could write if it got out. */
export async function namedFiles(): Promise<string[]> {
  const places = new Set(['/', '/tmp', tmpdir(), '/var/tmp', '/dev/shm', '/dev', process.cwd()]);
  const found = await Promise.all(
    [...places].map(async (place) => (await readdir(place).catch(() => [])).filter((name) => name.startsWith('attack-')).map((name) => path.join(place, name))),
  );
  return found.flat().map((file) => `file ${file} is left`);
}

/** Of every lane, as far as we may see them: the same before and after. */
async function mountCounts(): Promise<string[]> {
  const tables = await Promise.all(zygotes(await readProcesses()).map(({ pid }) => read(`/proc/${pid}/mountinfo`)));
  return tables.filter(Boolean).map((table) => `${table.trimEnd().split('\n').length} mounts in a lane`);
}

/** The key that the attacks use. */
const QUEUE_KEY = String(0x0a77ac4);

export async function leftQueues(): Promise<string[]> {
  const kinds = ['shm', 'sem', 'msg'];
  const tables = await Promise.all(kinds.map((kind) => read(`/proc/sysvipc/${kind}`)));
  return kinds
    .filter((_, index) => tables[index]?.split('\n').some((line) => line.trim().split(/\s+/)[0] === QUEUE_KEY))
    .map((kind) => `System V ${kind} is left`);
}

/** Empty where there is no such file any more, or where we may not look. */
export async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
