import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '@codearena/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToLauncher } from '../native/launcher-process.ts';
import { createCourier, type Courier } from './courier.ts';
import { createLaneConnection, type LaneConnection } from './lane-connection.ts';
import { buildLauncher } from './program.ts';

const isRoot = process.getuid?.() === 0;
const MIB = 1024 * 1024;
const LIMITS = { cpuMs: 5_000, wallMs: 10_000, memoryBytes: 256 * MIB, stdoutBytes: MIB, stderrBytes: MIB, scratchBytes: MIB, processes: 20 };

let folder: string;
let launcher: ChildProcess;
let address: string;
let socket: Socket;
let lane: LaneConnection;
let courier: Courier;
let refusals: unknown[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'codearena-courier-'));
  launcher = spawn(await buildLauncher(), ['host'], { stdio: ['pipe', 'pipe', 'inherit'] });
  [address] = (await once(createInterface(launcher.stdout!), 'line')) as [string];
  refusals = [];
  courier = createCourier({ connect: () => connectToLauncher(address), lane: 0, onRefused: (error) => refusals.push(error) });
  socket = await connectToLauncher(address);
  lane = createLaneConnection(socket, courier);
  await lane.hello(0, []);
});

afterEach(async () => {
  await Promise.all([lane.destroy(), courier.destroy()]);
  if (launcher.exitCode === null) {
    const ended = once(launcher, 'exit');
    launcher.stdin!.end();
    await ended;
  }
  rmSync(folder, { recursive: true });
});

function file(name: string, content: Buffer): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

async function run(script: string, stdin: Command['stdin'], profile: Command['profile'] = 'run'): Promise<string> {
  const { ending, stdout, stderr } = await lane.run({ profile, argv: ['/bin/sh', '-c', script], mayFork: true, limits: LIMITS, stdin });
  expect({ ending, stderr: Buffer.from(stderr).toString() }).toEqual({ ending: { kind: 'exited', code: 0 }, stderr: '' });
  return Buffer.from(stdout).toString();
}

const sumOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const sumSeen = async (stdin: Command['stdin']): Promise<string> => (await run('sha256sum', stdin)).slice(0, 64);

function childrenOf(pid: number | undefined): number[] {
  const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return listed === '' ? [] : listed.split(' ').map(Number);
}

const children = (): number[] => childrenOf(launcher.pid);

/** Of the launcher’s children, the one that keeps no zygote. */
function courierProcess(): number {
  const couriers = children().filter((pid) => childrenOf(pid).length === 0);
  expect(couriers).toHaveLength(1);
  return couriers[0]!;
}

/** Sizes of the files in memory that the courier holds. */
function kept(): number[] {
  const place = `/proc/${courierProcess()}/fd`;
  const held = readdirSync(place).map((fd) => path.join(place, fd));
  return held.filter((fd) => readlinkSync(fd).startsWith('/memfd:stdin')).map((fd) => statSync(fd).size);
}

async function until(condition: () => boolean, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!condition() && Date.now() < deadline) await sleep(100);
  expect(condition()).toBe(true);
}

describe('a large file as stdin', () => {
  it('comes whole, again and again, and not through this process', async () => {
    const contents = [5_000_000, 70_000, 20_000_000].map((bytes) => randomBytes(bytes));
    const files = contents.map((content, at) => file(`large-${at}`, content));
    for (const place of [...files, ...files]) expect(await sumSeen({ file: place })).toBe(sumOf(readFileSync(place)));
    expect(refusals).toEqual([]);
    expect(socket.bytesWritten).toBeLessThan(20_000);
  });

  it('is read anew when it has changed, also where its size and time are as they were', async () => {
    const place = file('changing', randomBytes(100_000));
    const { atime, mtime } = statSync(place);
    const before = await sumSeen({ file: place });
    const changed = randomBytes(100_000);
    writeFileSync(place, changed);
    utimesSync(place, atime, mtime);
    expect(await sumSeen({ file: place })).toBe(sumOf(changed));
    expect(before).not.toBe(sumOf(changed));
  });

  it('keeps nothing of what a program does to it', async () => {
    const place = file('handled', Buffer.alloc(100_000, '1 2\n'));
    const look = 'stat -L -c "%a %s %h" /dev/stdin; [ $(( $(date +%s) - $(stat -L -c %X /dev/stdin) )) -lt 3 ] && echo fresh; head -c 4';
    const first = await run(look, { file: place });
    expect(first).toBe('444 100000 0\nfresh\n1 2\n');
    const abuse = ': > /dev/stdin; chmod 777 /dev/stdin; touch -d @1 /dev/stdin; truncate -s 5 /dev/stdin; cat < /dev/stdin > /dev/null';
    await run(`(${abuse}) 2> /dev/null; exit 0`, { file: place });
    await sleep(3_500);
    expect(await run(look, { file: place })).toBe(first);
  });

  it('goes the other way where the courier cannot take it', async () => {
    await expect(courier.bring(0, folder)).resolves.toBeUndefined();
    await expect(courier.bring(0, path.join(folder, 'missing'))).resolves.toBeUndefined();
    expect(refusals).toHaveLength(1);
  });

  it('comes also when the courier has been killed, and by the next one after that', async () => {
    await courier.bring(0, file('first', randomBytes(100_000)));
    process.kill(courierProcess(), 'SIGKILL');
    const content = randomBytes(200_000);
    expect(await sumSeen({ file: file('after', content) })).toBe(sumOf(content));
    expect(await courier.bring(0, file('again', content))).toBeTypeOf('bigint');
  });

  it('is not shared with programs that may change modes and times', async () => {
    const content = randomBytes(300_000);
    expect((await run('sha256sum', { file: file('compiled', content) }, 'compile')).slice(0, 64)).toBe(sumOf(content));
    expect(socket.bytesWritten).toBeGreaterThan(300_000);
    expect(children()).toHaveLength(1);
  });

  it('has one courier for all who ask at once, and none after the end', async () => {
    const place = file('asked', randomBytes(100_000));
    expect(new Set(await Promise.all([courier.bring(0, place), courier.bring(0, place), courier.bring(0, place)])).size).toBe(3);
    expect(children()).toHaveLength(2);
    const [late] = await Promise.all([courier.bring(0, place), courier.destroy()]);
    expect([late, await courier.bring(0, place)]).toEqual([undefined, undefined]);
    await until(() => children().length === 1, 5_000);
    expect(refusals).toEqual([]);
  });

  it('leaves a lane that serves on when its command cannot be sent', async () => {
    const stdin = { file: file('unsent', randomBytes(100_000)) };
    await expect(lane.run({ profile: 'run', argv: ['/bin/true', 'a\0b'], limits: LIMITS, stdin })).rejects.toThrow('NUL');
    await lane.reset();
    expect(await run('wc -c', stdin)).toBe('100000\n');
  });

  it('does not hold up the end when its launcher does not answer', async () => {
    launcher.kill('SIGSTOP');
    const asked = courier.bring(0, file('waiting', randomBytes(100_000)));
    await sleep(100);
    await courier.destroy();
    expect(await asked).toBeUndefined();
    launcher.kill('SIGCONT');
  }, 15_000);

  it('does not hold up the launcher’s end when its process was stopped', async () => {
    await courier.bring(0, file('first', randomBytes(100_000)));
    process.kill(courierProcess(), 'SIGSTOP');
    const ended = once(launcher, 'exit');
    launcher.stdin!.end();
    await ended;
  });

  it('is an error of the request where there is no such file', async () => {
    await expect(run('cat', { file: path.join(folder, 'missing') })).rejects.toThrow('could not be sent');
  });

  it.runIf(isRoot)(
    'is kept for a while, within bounds',
    async () => {
      const most = Math.min(64 * MIB, totalmem() / 128);
      const size = Math.floor(most * 0.45);
      const places = [size, size, size, Math.ceil(most * 1.1)].map((bytes, at) => file(`kept-${at}`, randomBytes(bytes)));
      await sleep(60);
      for (const place of places) await sumSeen({ file: place });
      expect(kept()).toEqual([size, size]);
      await courier.bring(0, file('young', randomBytes(100_000)));
      expect(kept()).toEqual([size, size]);
      await until(() => kept().length === 0, 15_000);
    },
    60_000,
  );
});

describe.runIf(isRoot)('a courier for another user', () => {
  it('has that user’s rights, reaches its directories, and has no others', async () => {
    const closed = path.join(folder, 'closed');
    const app = path.join(closed, 'app');
    mkdirSync(app, { recursive: true });
    chmodSync(folder, 0o755);
    for (const name of ['closed/secret', 'closed/app/test', 'closed/app/private']) file(name, randomBytes(100_000));
    chmodSync(path.join(app, 'private'), 0o600);
    chmodSync(closed, 0o700);
    file('ask.mjs', Buffer.from(ASK));
    const pipe = path.join(folder, 'pipe');
    execFileSync('/bin/sh', ['-c', `mkfifo -m 644 ${pipe}`]);
    const asked = [
      path.join(app, 'test'),
      `${path.join(app, 'test')}?`,
      path.join(app, 'private'),
      path.join(closed, 'secret'),
      'relative',
      '/dev/zero',
      folder,
      pipe,
      '/proc/self/maps',
    ];
    const service = ['host', '--user', 'nobody', '--app', app, '--', process.execPath, path.join(folder, 'ask.mjs'), ...asked];
    const child = spawn(await buildLauncher(), service, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(child, 'close');
    const [status, ...answers] = said.trim().split('\n');
    expect(status).toBe('Uid 65534 65534 65534 65534 CapPrm 0000000000000000 CapEff 0000000000000000 CapBnd 0000000000000000 NoNewPrivs 1');
    expect(answers).toEqual(['done', 'EINVAL', 'EACCES', 'ENOENT', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL']);
  });
});

/** Opens a courier by hand (type 7, version 3, lane 0), tells what it is, and sends it for each of the files (type 8; `?` asks for another one there). */
const ASK = `
import { readFileSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
const socket = net.connect({ path: process.env.CODEARENA_LAUNCHER.replace('@', '\\0') });
const frame = (type, head) => {
  const header = Buffer.alloc(12);
  header.writeUInt8(type, 0);
  header.writeUInt32LE(head.length, 4);
  return Buffer.concat([header, head]);
};
const number = (value, bytes) => { const head = Buffer.alloc(bytes); head.writeUInt32LE(value, 0); return head; };
const ask = (request) => new Promise((resolve) => { socket.once('data', resolve); socket.write(request); });
await ask(frame(7, Buffer.concat([number(3, 4), number(0, 4)])));
const children = readFileSync('/proc/' + process.ppid + '/task/' + process.ppid + '/children', 'utf8').trim().split(' ');
const courier = children.find((pid) => Number(pid) !== process.pid);
const wanted = ['Uid', 'CapPrm', 'CapEff', 'CapBnd', 'NoNewPrivs'];
const lines = readFileSync('/proc/' + courier + '/status', 'utf8').split('\\n').filter((line) => wanted.includes(line.split(':')[0]));
console.log(lines.join(' ').replace(/:/g, '').replace(/\\s+/g, ' '));
const names = new Map(Object.entries(os.constants.errno).map(([name, value]) => [value, name]));
for (const file of process.argv.slice(2)) {
  const name = Buffer.from(file.replace('?', '') + '\\0');
  const seen = statSync(name.subarray(0, -1), { bigint: true, throwIfNoEntry: false });
  const wanted = Buffer.alloc(36);
  wanted.writeBigUInt64LE(seen?.dev ?? 0n, 12);
  wanted.writeBigUInt64LE(seen?.ino ?? 0n, 20);
  wanted.writeBigUInt64LE((seen?.size ?? 0n) + BigInt(file.includes('?')), 28);
  const answer = await ask(frame(8, Buffer.concat([wanted, number(name.length - 1, 4), name])));
  console.log(answer[0] === 66 ? 'done' : names.get(answer.readUInt32LE(13)));
}
socket.destroy();
`;
