/**
 * A small Debian machine with cgroup v2 under QEMU's software emulation, for tests of what the host's own kernel does
 * not offer. Kernel, emulator and packages come from Debian; what was made is kept in .cache/vm.
 */
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { buildLauncher } from '../src/launcher/program.ts';

const CACHE = path.resolve(import.meta.dirname, '../../../.cache/vm');
const MIRROR = 'http://deb.debian.org/debian';
/** Modules in the order in which they need one another. */
const MODULES = [
  'virtio_ring',
  'virtio',
  'virtio_pci_modern_dev',
  'virtio_pci_legacy_dev',
  'virtio_pci',
  'virtio_blk',
  'failover',
  'net_failover',
  'virtio_net',
];
const PORTS = [5001, 5002, 5003];
const BOOT_MS = 180_000;

export type Machine = {
  /** Addresses of launchers: as root, as a user with a delegated control group, as a user without. */
  addresses: [string, string, string];
  stop(): Promise<void>;
};

/** Takes minutes the first time and seconds later. Needs root and Debian's apt, for the image only. */
export async function bootMachine(firstPort: number): Promise<Machine> {
  mkdirSync(CACHE, { recursive: true });
  const kernel = cached(path.join(CACHE, 'kernel'), fetchKernel);
  const root = cached(path.join(CACHE, 'root'), makeRoot);
  const work = mkdtempSync(path.join(CACHE, 'boot-'));
  copyFileSync(await buildLauncher(), path.join(root, 'usr/bin/codearena-launcher'));
  copyFileSync(path.join(import.meta.dirname, 'init.sh'), path.join(root, 'codearena-init'));
  chmodSync(path.join(root, 'codearena-init'), 0o755);
  const disk = makeDisk(root, work);
  const initial = makeInitialFiles(kernel, work);
  const emulator = startEmulator({ kernel, disk, initial, firstPort });
  const bridges = await Promise.all(PORTS.map((_, index) => bridge(firstPort + index)));
  const stop = async (): Promise<void> => {
    for (const { server } of bridges) server.close();
    if (emulator.exitCode === null && emulator.signalCode === null) {
      const ended = once(emulator, 'exit');
      emulator.kill('SIGKILL');
      await ended;
    }
    rmSync(work, { recursive: true });
  };
  try {
    await ready(emulator);
  } catch (error) {
    await stop();
    throw error;
  }
  return { addresses: bridges.map(({ address }) => address) as Machine['addresses'], stop };
}

/** Makes a folder beside its place and moves it there when it is whole. */
function cached(folder: string, make: (folder: string) => void): string {
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  make(unfinished);
  renameSync(unfinished, folder);
  return folder;
}

function run(command: string, args: string[], cwd = CACHE): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}

function fetchKernel(folder: string): void {
  const image = /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', 'linux-image-cloud-amd64']))?.[1];
  if (!image) throw new Error('Debian’s linux-image-cloud-amd64 is not to be had');
  run('apt-get', ['download', image, 'busybox-static'], folder);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) run('dpkg', ['-x', file, '.'], folder);
}

function makeRoot(folder: string): void {
  run('debootstrap', ['--variant=minbase', '--include=python3,socat,iproute2', 'bookworm', folder, MIRROR]);
}

function makeDisk(root: string, work: string): string {
  const disk = path.join(work, 'disk');
  run('mke2fs', ['-q', '-t', 'ext4', '-d', root, disk, '900M']);
  return disk;
}

/** What mounts the disk: busybox and the modules for it. */
function makeInitialFiles(kernel: string, work: string): string {
  const tree = path.join(work, 'initial');
  mkdirSync(path.join(tree, 'bin'), { recursive: true });
  mkdirSync(path.join(tree, 'disk'));
  const busybox = path.join(kernel, existsSync(path.join(kernel, 'usr/bin/busybox')) ? 'usr/bin/busybox' : 'bin/busybox');
  copyFileSync(busybox, path.join(tree, 'bin/busybox'));
  symlinkSync('busybox', path.join(tree, 'bin/sh'));
  const files = run('find', [path.join(kernel, 'lib/modules'), '-name', '*.ko*']).split('\n');
  const modules = MODULES.flatMap((name) => files.filter((file) => path.basename(file).replace(/\.ko.*/, '') === name));
  for (const file of modules) copyFileSync(file, path.join(tree, path.basename(file)));
  const load = modules.map((file) => `busybox insmod /${path.basename(file)}`).join('\n');
  const script = `#!/bin/sh\n${load}\nbusybox mkdir -p /dev\nbusybox mount -t devtmpfs dev /dev\nbusybox mount -t ext4 /dev/vda /disk\nexec busybox switch_root /disk /codearena-init\n`;
  writeFileSync(path.join(tree, 'init'), script, { mode: 0o755 });
  const archive = path.join(work, 'initial.cpio');
  writeFileSync(archive, execFileSync('sh', ['-c', `find . | ${busybox} cpio -o -H newc`], { cwd: tree, maxBuffer: 1 << 28 }));
  return archive;
}

function startEmulator(parts: { kernel: string; disk: string; initial: string; firstPort: number }): ChildProcess {
  const image = readdirSync(path.join(parts.kernel, 'boot')).find((name) => name.startsWith('vmlinuz')) as string;
  const forwards = PORTS.map((port, index) => `hostfwd=tcp:127.0.0.1:${parts.firstPort + index}-10.0.2.15:${port}`).join(',');
  const machine = ['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '1536', '-nographic', '-no-reboot', '-monitor', 'none', '-serial', 'stdio'];
  const boot = ['-kernel', path.join(parts.kernel, 'boot', image), '-initrd', parts.initial, '-append', 'console=ttyS0 quiet panic=-1 mitigations=off'];
  const drive = ['-drive', `file=${parts.disk},format=raw,if=virtio,cache=unsafe`];
  const network = ['-netdev', `user,id=net,restrict=on,${forwards}`, '-device', 'virtio-net-pci,netdev=net'];
  const args = [...machine, ...boot, ...drive, ...network];
  return spawn('qemu-system-x86_64', args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function ready(emulator: ChildProcess): Promise<void> {
  let said = '';
  const deadline = AbortSignal.timeout(BOOT_MS);
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`The machine ${why}. It said:\n${said.slice(-4000)}`));
    emulator.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('machine is ready')) resolve();
    });
    emulator.once('exit', () => fail('ended'));
    deadline.addEventListener('abort', () => fail('did not get ready'));
  });
}

/** Lends a TCP port the shape of a launcher's address. */
async function bridge(port: number): Promise<{ address: string; server: net.Server }> {
  const name = randomBytes(53).toString('hex') + '0';
  const server = net.createServer({ allowHalfOpen: true }, (near) => {
    const far = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    near.pipe(far);
    far.pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  server.listen({ path: `\0${name}` });
  await once(server, 'listening');
  return { address: `@${name}`, server };
}
