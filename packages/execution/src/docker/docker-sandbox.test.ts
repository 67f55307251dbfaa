import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Box, Command, Sandbox } from '@codearena/core';
import { canJudge, SandboxFault } from '@codearena/core';
import { sandboxContract } from '@codearena/core/sandbox.contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, proveLanguages } from '../languages/index.ts';
import { createDockerSandbox, type DockerSandboxOptions } from './docker-sandbox.ts';
import { detectDocker } from './detect-docker.ts';
import { detectImageLanguages } from './image-languages.ts';
import { createEngine } from './engine.ts';
import { removeOrphans, SANDBOX_LABEL, WORKER_LABEL, type OwnContainers } from './owner.ts';
import { dockerIsMissing, startTestEngine, type TestEngine } from './testing.ts';

const missing = dockerIsMissing();
const MIB = 1024 * 1024;
/** Building the image takes minutes when nothing is cached. */
const IMAGE_MS = 900_000;
const LIMITS = { cpuMs: 10_000, wallMs: 60_000, memoryBytes: 256 * MIB, processes: 50, stdoutBytes: MIB, stderrBytes: MIB, scratchBytes: 64 * MIB };

let testEngine: TestEngine;

describe.skipIf(missing !== null)(`the Docker sandbox${missing === null ? '' : ` (${missing})`}`, () => {
  beforeAll(async () => {
    testEngine = await startTestEngine();
  }, IMAGE_MS);
  afterAll(() => testEngine?.stop());

  describe('fulfils the contract', () => {
    // They would need pipes from one container into another.
    sandboxContract(async () => create(), { conversations: false });
  });

  describe('containers', () => {
    it('are there before they are asked for, so that a program’s first byte comes at once', async () => {
      await withSandbox({ poolSize: 2 }, async (sandbox) => {
        await until(async () => (await ownContainers()).length === 2);
        const opened = performance.now();
        const box = await sandbox.open();
        const openMs = performance.now() - opened;
        const { ending } = await box.run(sh('exit 7'));
        await box.close();
        expect(ending).toEqual({ kind: 'exited', code: 7 });
        expect(openMs).toBeLessThan(30);
      });
    });

    it('serve one submission each and are removed afterwards, while new ones take their place', async () => {
      await withSandbox({ lanes: 1, poolSize: 1 }, async (sandbox) => {
        const seen = new Set<string>();
        for (let i = 0; i < 3; i++) {
          const box = await sandbox.open();
          const used = (await ownContainers()).map(({ Id }) => Id);
          for (const id of used) seen.add(id);
          await box.close();
        }
        expect(seen.size).toBeGreaterThanOrEqual(3);
        await until(async () => (await ownContainers()).length === 1);
      });
      expect(await ownContainers()).toEqual([]);
    });

    it('have every limit of the contract in the engine’s own books', async () => {
      await withSandbox({}, async () => {
        const [first] = await ownContainers();
        const { Config, HostConfig } = await inspectContainer(first?.Id ?? '');
        expect(Config).toMatchObject({ User: '1000:1000', NetworkDisabled: true });
        expect(HostConfig).toMatchObject({
          NetworkMode: 'none',
          Memory: 256 * MIB,
          MemorySwap: 256 * MIB,
          CpuPeriod: 100_000,
          CpuQuota: 100_000,
          PidsLimit: 50,
          ReadonlyRootfs: true,
          CapDrop: ['ALL'],
          Binds: null,
          Privileged: false,
        });
        expect(HostConfig.SecurityOpt[0]).toBe('no-new-privileges:true');
      });
    });

    it('stand behind two filters, of which the engine’s holds for the agent too', async () => {
      await withSandbox({}, async (sandbox) => {
        const filters = 'while read -r name value; do [ "$name" = Seccomp_filters: ] && echo "$value"; done';
        expect(await outputOf(sandbox, sh(`${filters} < /proc/self/status; ${filters} < /proc/1/status`))).toBe('2\n1\n');
      });
    });

    it('that are killed under a program are a fault, and the next box gets another', async () => {
      await withSandbox({ lanes: 1, poolSize: 1 }, async (sandbox) => {
        const box = await sandbox.open();
        const ids = (await ownContainers()).map(({ Id }) => Id);
        const running = box.run(sh('while :; do :; done'));
        const rejected = expect(running).rejects.toMatchObject({ name: 'SandboxFault', step: 'container' });
        await Promise.all(ids.map((id) => withEngine((engine) => engine.call('kill', 'POST', `/containers/${id}/kill`, { accept: [204, 404, 409] }))));
        await rejected;
        await expect(box.run(sh('true'))).rejects.toBeInstanceOf(SandboxFault);
        await box.close();
        expect(await outputOf(sandbox, sh('echo next'))).toBe('next\n');
      });
    });

    it('whose memory is full of files end the program with the memory limit', async () => {
      await withSandbox({ lanes: 1, poolSize: 1 }, async (sandbox) => {
        const box = await sandbox.open();
        const full = { ...sh('exec cat /dev/zero > /tmp/full'), limits: { ...LIMITS, memoryBytes: 24 * MIB } };
        expect((await box.run(full)).ending).toEqual({ kind: 'limit', limit: 'memory' });
        await box.close();
      });
    });

    it('whose agent ends for want of memory are replaced, with the box as it was', async () => {
      await withSandbox({ lanes: 1, poolSize: 1 }, async (sandbox) => {
        const [mine] = await ownContainers();
        const box = await sandbox.open();
        await box.write([{ path: 'given', content: Buffer.from('given ') }]);
        await box.run({ ...sh('echo made > made'), profile: 'compile' });
        const full = { ...sh('echo began; sleep 2; exec cat /dev/zero > /tmp/full'), limits: { ...LIMITS, memoryBytes: 24 * MIB } };
        // The program has been born, so it does not inherit what is done to its agent.
        let offered: Promise<void> | undefined;
        const onStdout = (): void => void (offered ??= offerToOomKiller(mine?.Id ?? ''));
        expect(await box.run({ ...full, onStdout })).toMatchObject({ ending: { kind: 'limit', limit: 'memory' }, cpuMs: 0 });
        await offered;
        expect(Buffer.from((await box.run(sh('cat /box/given /box/made'))).stdout).toString()).toBe('given made\n');
        await box.close();
      });
    });

    it('of a process that was killed are removed at the next start', async () => {
      const { holder } = await holdContainers();
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      // What the engine was still making for it at that moment is found a little later.
      await withSandbox({}, async () => {
        await expect.poll(() => containersOf(holder.pid ?? 0), { timeout: 30_000, interval: 200 }).toEqual([]);
      });
    });
  });

  describe('languages', () => {
    it('are those of the image, proved in its containers', async () => {
      await withSandbox({}, async (sandbox) => {
        const wanted = LANGUAGES.filter(({ id }) => ['c', 'python', 'typescript', 'haskell'].includes(id));
        const { installed, missing } = await proveLanguages(sandbox, await detectImageLanguages(sandbox, wanted));
        expect(installed.map(({ definition }) => definition.id)).toEqual(['c', 'python']);
        expect(missing.map(({ definition }) => definition.id)).toEqual(['typescript', 'haskell']);
      });
    });
  });

  describe('the engine', () => {
    it('that is not there is a fault and a report, not a verdict', async () => {
      const sandbox = createDockerSandbox({ socketPath: '/nonexistent/docker.sock', image: 'none', lanes: 1 });
      await expect(sandbox.start()).rejects.toBeInstanceOf(SandboxFault);
      await expect(sandbox.open()).rejects.toBeInstanceOf(SandboxFault);
      expect(canJudge(await sandbox.inspect())).toBe(false);
      await sandbox.stop();
    });

    it('that goes away is a fault while it is away, and used again when it is back', async () => {
      const relay = await createRelay();
      const sandbox = create({ socketPath: relay.socketPath, lanes: 1, poolSize: 1 });
      await sandbox.start();
      await relay.close();
      await expect(outputOf(sandbox, sh('echo away'))).rejects.toBeInstanceOf(SandboxFault);
      expect(canJudge(await sandbox.inspect())).toBe(false);
      await relay.open();
      expect(await outputOf(sandbox, sh('echo back'))).toBe('back\n');
      await sandbox.stop();
      await relay.close();
    });

    it('that was away at a removal is asked again later', async () => {
      const relay = await createRelay();
      const sandbox = create({ socketPath: relay.socketPath, lanes: 1, poolSize: 1 });
      await sandbox.start();
      const [lost] = await ownContainers();
      const box = await sandbox.open();
      await relay.close();
      await box.close();
      await sandbox.stop();
      await relay.open();
      expect((await ownContainers()).map(({ Id }) => Id)).toContain(lost?.Id);
      const label = lost?.Labels[SANDBOX_LABEL] ?? '';
      const sweep = (own: Omit<OwnContainers, 'sandbox'>) => withEngine((engine) => removeOrphans(engine, { sandbox: label, ...own }));
      expect(await sweep({ inUse: new Set() })).toBe(0);
      expect(await sweep({ inUse: new Set([lost?.Id ?? '']), graceS: 0 })).toBe(0);
      expect(await sweep({ inUse: new Set(), graceS: 0 })).toBeGreaterThan(0);
      // What the engine was making when it went away may come after that.
      const sweepAll = async () => {
        await sweep({ inUse: new Set(), graceS: 0 });
        return (await ownContainers()).filter(({ Labels }) => Labels[SANDBOX_LABEL] === label);
      };
      await expect.poll(sweepAll, { timeout: 30_000, interval: 200 }).toEqual([]);
      await relay.close();
    });

    it('serves several workers, of which none touches the others’ containers', async () => {
      const { holder, ids } = await holdContainers();
      await withSandbox({}, async (sandbox) => {
        expect(await outputOf(sandbox, sh('echo beside'))).toBe('beside\n');
        expect((await containersOf(holder.pid ?? 0)).map(({ Id }) => Id)).toEqual(expect.arrayContaining(ids));
      });
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      await withSandbox({}, async () => {
        await expect.poll(() => containersOf(holder.pid ?? 0), { timeout: 30_000, interval: 200 }).toEqual([]);
      });
    });

    it('is found with its image, or the reason is said', async () => {
      const { socketPath, image } = testEngine;
      expect(await detectDocker({ socketPath, image })).toMatchObject({ available: true, imageId: expect.stringMatching(/^sha256:/) });
      expect(await detectDocker({ socketPath, image: 'no-such-image' })).toMatchObject({ available: false, reason: 'the engine has no image no-such-image' });
      expect(await detectDocker({ socketPath: '/nonexistent/docker.sock' })).toMatchObject({ available: false });
    });
  });
});

function create(options: Partial<DockerSandboxOptions> = {}): Sandbox {
  return createDockerSandbox({ socketPath: testEngine.socketPath, image: testEngine.image, lanes: 2, ...options });
}

async function withSandbox(options: Partial<DockerSandboxOptions>, work: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = create(options);
  try {
    await sandbox.start();
    await work(sandbox);
  } finally {
    await sandbox.stop();
  }
}

async function outputOf(sandbox: Sandbox, command: Command): Promise<string> {
  const box: Box = await sandbox.open();
  try {
    return Buffer.from((await box.run(command)).stdout).toString();
  } finally {
    await box.close();
  }
}

function sh(script: string): Command {
  return { argv: ['/bin/sh', '-c', script], env: { PATH: '/usr/bin:/bin' }, profile: 'run', mayFork: true, limits: LIMITS };
}

/** A worker that has a box open and will never close it. */
async function holdContainers(): Promise<{ holder: ChildProcess; ids: string[] }> {
  const script = `
    import { createDockerSandbox } from ${JSON.stringify(path.join(import.meta.dirname, 'docker-sandbox.ts'))};
    const sandbox = createDockerSandbox(${JSON.stringify({ socketPath: testEngine.socketPath, image: testEngine.image, lanes: 1, poolSize: 1 })});
    await sandbox.start();
    await sandbox.open();
    console.log('open');`;
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: import.meta.dirname,
  });
  await once(createInterface(holder.stdout), 'line');
  const ids = (await containersOf(holder.pid ?? 0)).map(({ Id }) => Id);
  expect(ids.length).toBeGreaterThan(0);
  return { holder, ids };
}

type Relay = { socketPath: string; open(): Promise<void>; close(): Promise<void> };

/** A way to the engine that can be cut, with all connections on it. */
async function createRelay(): Promise<Relay> {
  const socketPath = path.join(await mkdtemp(path.join(tmpdir(), 'codearena-relay-')), 'docker.sock');
  const connections = new Set<Socket>();
  let server: Server;
  async function open(): Promise<void> {
    server = createServer({ allowHalfOpen: true }, (near) => {
      const far = connect({ path: testEngine.socketPath, allowHalfOpen: true });
      for (const socket of [near, far]) connections.add(socket.on('error', () => undefined).on('close', () => connections.delete(socket)));
      near.pipe(far).pipe(near);
    });
    await once(server.listen(socketPath), 'listening');
  }
  async function close(): Promise<void> {
    const closed = once(server.close(), 'close');
    for (const socket of connections) socket.destroy();
    await closed;
  }
  await open();
  return { socketPath, open, close };
}

type Listed = { Id: string; Labels: Record<string, string> };
type Inspected = { State: { Pid: number }; Config: object; HostConfig: { SecurityOpt: string[] } };

async function withEngine<T>(work: (engine: ReturnType<typeof createEngine>) => Promise<T>): Promise<T> {
  const engine = createEngine(testEngine.socketPath);
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

async function containersOf(pid: number): Promise<Listed[]> {
  const all = await withEngine((engine) => engine.call<Listed[]>('list', 'GET', '/containers/json?all=1'));
  return all.filter(({ Labels }) => Labels[WORKER_LABEL]?.split('/')[1] === String(pid));
}

function ownContainers(): Promise<Listed[]> {
  return containersOf(process.pid);
}

function inspectContainer(id: string): Promise<Inspected> {
  return withEngine((engine) => engine.call<Inspected>('inspect', 'GET', `/containers/${id}/json`));
}

/** Chosen before every program in it. */
async function offerToOomKiller(id: string): Promise<void> {
  const { State } = await inspectContainer(id);
  await writeFile(`/proc/${State.Pid}/oom_score_adj`, '1000');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200 && !(await condition()); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await condition()).toBe(true);
}
