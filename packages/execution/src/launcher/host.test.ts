import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildLauncher } from './program.ts';

const isRoot = process.getuid?.() === 0;
let program: string;
let folder: string;

beforeAll(async () => {
  program = await buildLauncher();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'codearena-host-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

type Ended = { code: number | null; signal: string | null; stdout: string; stderr: string };

function start(args: string[], cwd = folder): { child: ChildProcess; ended: Promise<Ended>; said: () => string } {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({ code: code as number | null, signal: signal as string | null, stdout, stderr }));
  return { child, ended, said: () => stdout };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(condition()).toBe(true);
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('the host with a command', () => {
  it('tells it the address, and ends with its status', async () => {
    const { code, stdout } = await start(['host', '--', 'sh', '-c', 'echo $CODEARENA_LAUNCHER; exit 7']).ended;
    expect(code).toBe(7);
    expect(stdout).toMatch(/^@codearena-[0-9a-f]{97}\n$/);
  });

  it('starts it in a session of its own, from where nothing can be typed into the terminal of whoever started us', async () => {
    const script = 'read pid name state parent group session rest < /proc/self/stat; echo $((session - pid))';
    expect((await start(['host', '--', 'bash', '-c', script]).ended).stdout).toBe('0\n');
  });

  it('ends as a command that was killed', async () => {
    expect((await start(['host', '--', 'sh', '-c', 'kill -9 $$']).ended).code).toBe(137);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('passes on %s and waits for the command', async (signal) => {
    const { child, ended, said } = start(['host', '--', 'sh', '-c', `trap 'echo caught; exit 5' ${signal.slice(3)}; echo up; while :; do sleep 0.05; done`]);
    await until(() => said().includes('up'));
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 5, stdout: 'up\ncaught\n' });
  });

  it('ends the command when it is killed itself', async () => {
    const { child, ended, said } = start(['host', '--', 'sh', '-c', 'echo $$; while :; do sleep 0.05; done']);
    await until(() => said().includes('\n'));
    const command = Number(said());
    child.kill('SIGKILL');
    await until(() => !isAlive(command));
    await ended;
  });

  it('says what is wrong with its usage', async () => {
    expect(await start(['host', '--user', 'no-such-user', '--', 'true']).ended).toMatchObject({ code: 2 });
    expect(await start(['host', '--bad', 'x']).ended).toMatchObject({ code: 2 });
  });
});

describe.runIf(isRoot)('a command as another user', () => {
  function closedInstallation(): string {
    const closed = path.join(folder, 'closed');
    mkdirSync(path.join(closed, 'deep', 'app'), { recursive: true });
    mkdirSync(path.join(closed, 'private'));
    writeFileSync(path.join(closed, 'secret'), 'secret');
    writeFileSync(path.join(closed, 'private', 'key'), 'secret');
    writeFileSync(path.join(closed, 'deep', 'app', 'file'), 'content');
    chmodSync(closed, 0o700);
    return closed;
  }

  it('has no privileges and no way to get any', async () => {
    const { stdout } = await start(['host', '--user', 'nobody', '--', 'sh', '-c', 'id -u; grep -E "^(Cap|NoNew)" /proc/self/status | sort -u -k2']).ended;
    expect(stdout.replace(/\s+/g, ' ')).toBe('65534 CapInh: 0000000000000000 NoNewPrivs: 1 ');
  });

  it('reaches its directories below a closed parent at their own paths, and nothing else there', async () => {
    const closed = closedInstallation();
    const app = path.join(closed, 'deep', 'app');
    const script = `pwd; cat ${app}/file; echo; find ${closed} -mindepth 1 | sort; cat ${closed}/secret ${closed}/private/key; touch ${closed}/x`;
    const { stdout, stderr } = await start(['host', '--user', 'nobody', '--app', app, '--', 'sh', '-c', script], app).ended;
    expect(stdout.split('\n')).toEqual([app, 'content', `${closed}/deep`, app, `${app}/file`, '']);
    expect(stderr).toMatch(/secret: No such file[^]*key: No such file[^]*Read-only/);
  });

  it('leaves the host’s own view as it was', async () => {
    const closed = closedInstallation();
    await start(['host', '--user', 'nobody', '--app', path.join(closed, 'deep', 'app'), '--', 'true']).ended;
    expect(readFileSync(path.join(closed, 'secret'), 'utf8')).toBe('secret');
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(closed);
  });

  it('is told when a directory is closed in itself', async () => {
    const closed = closedInstallation();
    const { code, stderr } = await start(['host', '--user', 'nobody', '--app', closed, '--', 'true']).ended;
    expect(code).toBe(125);
    expect(stderr).toContain('open the application');
  });

  it('may open lanes; other users may not', async () => {
    const script = path.join(folder, 'connect.mjs');
    writeFileSync(script, CONNECT);
    chmodSync(script, 0o755);
    const { stdout } = await start(['host', '--user', 'nobody', '--', process.execPath, script]).ended;
    expect(stdout).toBe('ready\n');
    const { child, said, ended } = start(['host', '--', 'sh', '-c', 'echo $CODEARENA_LAUNCHER; exec sleep 30']);
    await until(() => said().includes('\n'));
    const env = { ...process.env, CODEARENA_LAUNCHER: said().trim() };
    expect(execFileSync(process.execPath, [script], { env, uid: 65534, gid: 65534, encoding: 'utf8' })).toBe('closed\n');
    child.kill('SIGTERM');
    await ended;
  });
});

/** Says hello by hand: type 1, a head of version 3, lane 0, no mounts. */
const CONNECT = `
import net from 'node:net';
const socket = net.connect({ path: process.env.CODEARENA_LAUNCHER.replace('@', '\\0') });
const hello = Buffer.alloc(24);
hello.writeUInt8(1, 0);
hello.writeUInt32LE(12, 4);
hello.writeUInt32LE(3, 12);
socket.on('connect', () => socket.write(hello));
socket.on('error', () => undefined);
socket.once('data', (chunk) => { console.log(chunk[0] === 65 ? 'ready' : 'refused'); socket.destroy(); });
socket.once('close', (failed) => process.exit());
process.on('exit', () => { if (socket.bytesRead === 0) console.log('closed'); });
`;

describe('with-parent', () => {
  it('ends its command with the signal that was asked for when the parent dies', async () => {
    const parent = spawn(
      '/bin/sh',
      ['-c', `"${program}" with-parent --signal QUIT -- sh -c 'trap "echo quit > ${folder}/mark; exit" QUIT; echo $$; while :; do sleep 0.05; done'; true`],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill('SIGKILL');
    await until(() => !isAlive(Number(chunk.toString())));
    expect(readFileSync(path.join(folder, 'mark'), 'utf8')).toBe('quit\n');
  });

  it('passes on the command’s status', async () => {
    expect((await start(['with-parent', '--', 'sh', '-c', 'exit 9']).ended).code).toBe(9);
  });
});
