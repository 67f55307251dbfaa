import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command, Sandbox } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from './native-sandbox.ts';

let program: string;
let sandbox: Sandbox | undefined;

beforeAll(async () => {
  program = await buildLauncher();
});
afterEach(async () => {
  await sandbox?.stop();
  sandbox = undefined;
});

const MIB = 1024 * 1024;
const limits = { cpuMs: 10_000, wallMs: 60_000, memoryBytes: 64 * MIB, processes: 10, stdoutBytes: MIB, stderrBytes: MIB, scratchBytes: MIB };

function sh(script: string): Command {
  return { argv: ['/bin/sh', '-c', script], env: { PATH: '/usr/bin:/bin' }, profile: 'run', mayFork: true, limits };
}

async function start(lanes: number): Promise<Sandbox> {
  sandbox = createNativeSandbox({ lanes, launcherPath: program });
  await sandbox.start();
  return sandbox;
}

/** The launcher's processes that descend from this one: host, keepers, zygotes and what these started. */
function descendants(of = process.pid): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
      parents.set(Number(name), Number(fields[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const below = (pid: number): number[] => [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(of);
}

function launcherProcesses(): number[] {
  return descendants().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('codearena-launcher');
    } catch {
      return false;
    }
  });
}

/** A zygote is pid 1 of a pid namespace: its NSpid line has two numbers, the second of them 1. */
function zygotes(): number[] {
  return launcherProcesses().filter((pid) => /^NSpid:\s+\d+\s+1$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
}

function controlGroupsOf(pid: number): string[] {
  return execFileSync('find', ['/sys/fs/cgroup', '-maxdepth', '8', '-name', `codearena-${pid}-*`], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(condition()).toBe(true);
}

describe('a program', () => {
  it('begins with no signal ignored or blocked, however the launcher was started', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'codearena-background-'));
    const background = path.join(directory, 'launcher');
    writeFileSync(background, `#!/bin/sh\ntrap '' HUP INT QUIT TERM USR1 PIPE\nexec ${program} "$@"\n`, { mode: 0o755 });
    sandbox = createNativeSandbox({ lanes: 1, launcherPath: background });
    await sandbox.start();
    const box = await sandbox.open();
    const { stdout } = await box.run({ argv: ['/bin/grep', '-E', '^Sig(Ign|Blk)', '/proc/self/status'], profile: 'run', limits });
    expect(Buffer.from(stdout).toString()).toBe('SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n');
    await box.close();
    rmSync(directory, { recursive: true });
  });
});

describe('a lane', () => {
  // The programs share its one processor with whoever watches them: a watcher that does not sleep makes each of them wait.
  it('lets a program that prints end as soon as one that does not', async () => {
    const { open } = await start(1);
    const box = await open();
    const median = async (...argv: [string, ...string[]]): Promise<number> => {
      const times: number[] = [];
      for (let run = 0; run < 41; run++) times.push((await box.run({ argv, profile: 'run', limits })).wallMs);
      return times.sort((a, b) => a - b)[20] ?? 0;
    };
    await median('/bin/true');
    expect(await median('/bin/echo', 'printed')).toBeLessThan(5 * (await median('/bin/true')));
    await box.close();
  });
});

describe('a lane that breaks', () => {
  it('is a fault for the box that had it, and the next box gets a new one', async () => {
    const { open } = await start(1);
    const box = await open();
    const running = box.run(sh('sleep 50'));
    const rejected = expect(running).rejects.toBeInstanceOf(SandboxFault);
    await until(() => zygotes().length === 1);
    process.kill(zygotes()[0] as number, 'SIGKILL');
    await rejected;
    await box.close();
    const next = await open();
    expect((await next.run(sh('exit 3'))).ending).toEqual({ kind: 'exited', code: 3 });
    await next.close();
  });

  it('keeps nothing of the processes in which programs are born, however they end', async () => {
    // Whose user is not the lane's cannot look into it.
    if (process.getuid?.() !== 0) return;
    const box = await (await start(1)).open();
    const run = (memoryBytes: number, script = 'exit 0') => box.run({ ...sh(script), limits: { ...limits, memoryBytes } });
    await run(64 * MIB);
    const zygote = zygotes()[0] as number;
    const held = () => ({ descriptors: readdirSync(`/proc/${zygote}/fd`).length, processes: descendants(zygote).length });
    const before = held();
    // Another limit needs another one; and some are killed from outside.
    for (let i = 1; i <= 5; i++) await run((64 + i) * MIB);
    for (let i = 0; i < 3; i++) {
      for (const pid of descendants(zygote)) process.kill(pid, 'SIGKILL');
      expect((await run(64 * MIB)).ending).toEqual({ kind: 'exited', code: 0 });
    }
    expect(zygotes()).toEqual([zygote]);
    expect(held()).toEqual(before);
  });

  it('takes its program with it', async () => {
    const { open } = await start(1);
    const box = await open();
    const rejected = expect(box.run(sh('sleep 51.5'))).rejects.toBeInstanceOf(SandboxFault);
    const sleeping = (): boolean => descendants().some((pid) => commandLine(pid).includes('51.5'));
    await until(sleeping);
    process.kill(zygotes()[0] as number, 'SIGKILL');
    await rejected;
    await until(() => !sleeping());
    await box.close();
  });

  it('does not disturb the others', async () => {
    const { open } = await start(2);
    const [broken, whole] = [await open(), await open()];
    const result = whole.run(sh('sleep 0.5; echo whole'));
    const rejected = expect(broken.run(sh('sleep 50'))).rejects.toBeInstanceOf(SandboxFault);
    await until(() => descendants().filter((pid) => commandLine(pid).startsWith('sleep')).length === 2);
    await broken.close();
    await rejected;
    expect(Buffer.from((await result).stdout).toString()).toBe('whole\n');
    await whole.close();
  });
});

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describe('a launcher of our own', () => {
  it('leaves no process and no control group when the sandbox stops', async () => {
    const { open, stop } = await start(2);
    const launcher = launcherProcesses()[0] as number;
    const box = await open();
    await box.run(sh('true'));
    await box.close();
    const boxLeftOpen = await open();
    await boxLeftOpen.run(sh('true'));
    void boxLeftOpen.close();
    await stop();
    expect(launcherProcesses()).toEqual([]);
    expect(controlGroupsOf(launcher)).toEqual([]);
  });

  it('is replaced when it is killed, and its lanes and control groups go with it', async () => {
    const { open } = await start(2);
    const launcher = launcherProcesses().find((pid) => descendants().includes(pid)) as number;
    process.kill(launcher, 'SIGKILL');
    await until(() => controlGroupsOf(launcher).length === 0);
    // A lane whose end has not been noticed yet is a fault once.
    const attempt = async (): Promise<unknown> => {
      const box = await open();
      try {
        return await box.run(sh('exit 4'));
      } finally {
        await box.close();
      }
    };
    const result = await attempt().catch(attempt).catch(attempt);
    expect(result).toMatchObject({ ending: { kind: 'exited', code: 4 } });
  });

  it('ends with the process that started it, even one that is killed', async () => {
    const holder = spawn('/bin/sh', ['-c', `exec 3<&0; sleep 100 | "${program}" host & wait`], { stdio: ['pipe', 'pipe', 'ignore'] });
    await once(holder.stdout, 'data');
    const find = (text: string): number | undefined => descendants(holder.pid).find((pid) => commandLine(pid).startsWith(text));
    // The shell may not have become the other yet when the launcher speaks.
    await until(() => find('sleep') !== undefined && find(program) !== undefined);
    const launcher = find(program) as number;
    process.kill(find('sleep') as number, 'SIGKILL');
    await until(() => commandLine(launcher) === '');
    holder.kill('SIGKILL');
  });
});

describe('the program’s view', () => {
  it('has the toolchains that were asked for, at their places, read-only', async () => {
    sandbox = createNativeSandbox({ lanes: 1, launcherPath: program, mounts: [{ from: import.meta.dirname, at: '/opt/codearena/native' }] });
    const box = await sandbox.open();
    const { stdout } = await box.run(sh('ls /opt/codearena/native | grep -c lanes.test.ts; touch /opt/codearena/native/x 2>&1 | grep -c Read-only'));
    expect(Buffer.from(stdout).toString()).toBe('1\n1\n');
    await box.close();
  });

  it.each(['/tmp/x', '/box', '/proc/x', '/dev', '/a/../b'])('refuses to bind anything at %s', async (at) => {
    sandbox = createNativeSandbox({ lanes: 1, launcherPath: program, mounts: [{ from: '/usr', at }] });
    await expect(sandbox.open()).rejects.toMatchObject({ name: 'SandboxFault', step: 'decode mount target' });
  });

  it('is built without following links out of it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'codearena-links-'));
    const [from, outside] = [path.join(folder, 'from'), path.join(folder, 'outside')];
    mkdirSync(from);
    mkdirSync(outside);
    // While a lane is built, the whole host is below /host.
    symlinkSync(`/host${outside}`, path.join(from, 'link'));
    const nested = { from: import.meta.filename, at: '/opt/codearena/link/made' };
    sandbox = createNativeSandbox({ lanes: 1, launcherPath: program, mounts: [{ from, at: '/opt/codearena' }, nested] });
    await expect(sandbox.open()).rejects.toMatchObject({ name: 'SandboxFault', step: 'mount below /new/opt/codearena' });
    expect(readdirSync(outside)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('has one processor, which both sides of a conversation share', async () => {
    const { open } = await start(2);
    const boxes = [await open(), await open()];
    const places = boxes.map(async (box) => {
      const { beside } = await box.converse(sh('grep Cpus_allowed_list /proc/self/status'), sh('cat >&2; grep Cpus_allowed_list /proc/self/status >&2'));
      return Buffer.from(beside.stderr)
        .toString()
        .replaceAll(/[^\d,\n-]/g, '')
        .trim()
        .split('\n');
    });
    for (const [own, other] of await Promise.all(places)) {
      expect(own).toMatch(/^\d+$/);
      expect(other).toBe(own);
    }
    for (const box of boxes) await box.close();
  });

  it('has a user that is nobody else’s on the host, different per lane', async () => {
    if (process.getuid?.() !== 0) return;
    const { open } = await start(2);
    const boxes = [await open(), await open()];
    const ends = boxes.map((box) => expect(box.run(sh('sleep 50'))).rejects.toBeInstanceOf(SandboxFault));
    const sleepers = (): number[] => descendants().filter((pid) => commandLine(pid).startsWith('sleep'));
    await until(() => sleepers().length === 2);
    const users = sleepers().map((pid) => Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]));
    expect(new Set(users).size).toBe(2);
    for (const user of users) expect(user).toBeGreaterThan(0x7000_0000);
    for (const box of boxes) await box.close();
    await Promise.all(ends);
  });
});
