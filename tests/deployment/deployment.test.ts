import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { post, send, statusOf, watch } from '../journeys/client.ts';
import { findCompose, type Docker } from './compose.ts';
import { ask, OPERATOR_TOKEN } from './stack.ts';

const deployed = inject('deployed');

const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';
const SLOW_BUT_RIGHT = `import time\ntime.sleep(0.5)\n${RIGHT}`;

type Inspected = {
  Name: string;
  Config: { User: string };
  HostConfig: { Privileged: boolean; ReadonlyRootfs: boolean; CapAdd: string[] | null; CapDrop: string[] | null; SecurityOpt: string[] | null };
  Mounts: { Source: string; Destination: string }[];
};

describe.skipIf(deployed === null)('what deploy/compose.yaml starts', () => {
  const { url, socketPath, project, environment } = deployed ?? { url: '', socketPath: '', project: '', environment: {} };
  let docker: Docker;
  const compose = (...args: string[]) => docker(['compose', '--project-name', project, ...args], { environment, timeoutMs: 120_000 });

  beforeAll(async () => {
    docker = await findCompose(socketPath);
  });

  it('is as many of each role as was asked for, none of them with more rights than it needs', async () => {
    const containers = await inspect(['gateway', 'realtime', 'worker']);
    const count = (role: string) => containers.filter(({ Name }) => Name.includes(`-${role}-`)).length;
    expect([count('gateway'), count('realtime'), count('worker')]).toEqual([2, 2, 3]);
    for (const { Config, HostConfig, Mounts } of containers) {
      expect(Config.User).toBe('10001:10001');
      expect(HostConfig).toMatchObject({ Privileged: false, ReadonlyRootfs: true, CapDrop: ['ALL'] });
      expect(HostConfig.CapAdd ?? []).toEqual([]);
      expect(HostConfig.SecurityOpt).toContain('no-new-privileges:true');
      expect(Mounts.filter(({ Source }) => Source.includes('docker.sock'))).toEqual([]);
    }
  });

  it('tells what each role depends on, and that every layer that a worker must have is on', async () => {
    for (const role of ['gateway', 'realtime', 'worker']) {
      const { ready, dependencies } = JSON.parse(await ask(compose, role, '/ready')) as { ready: boolean; dependencies: { name: string; detail?: string }[] };
      expect([role, ready]).toEqual([role, true]);
      expect(dependencies.map(({ name }) => name)).toEqual(expect.arrayContaining(['database', 'queue', 'redis', 'worker']));
      expect(dependencies.find(({ name }) => name === 'worker')?.detail).toMatch(/^3 live, 3 lanes/);
    }
  });

  it('shows metrics and readiness to nobody outside, and the queues to operators alone', async () => {
    for (const path of ['/metrics', '/ready']) expect((await fetch(`${url}${path}`)).status).toBe(404);
    expect((await fetch(`${url}/admin/queues`)).status).toBe(401);
    const authorization = `Basic ${Buffer.from(`operator:${OPERATOR_TOKEN}`).toString('base64')}`;
    expect((await fetch(`${url}/admin/queues`, { headers: { authorization } })).status).toBe(200);
  });

  it('judges on all workers what all gateways take', async () => {
    const visitors = await Promise.all(Array.from({ length: 12 }, () => send(url, RIGHT)));
    for (const visitor of visitors) await expect.poll(() => statusOf(url, visitor), { timeout: 60_000 }).toBe('Accepted');
    for (let index = 1; index <= 2; index++) {
      expect(await ask(compose, 'gateway', '/metrics', index)).toMatch(/route="\/api\/submissions",status="202"\} [1-9]/);
    }
    const judged = await Promise.all([1, 2, 3].map((index) => ask(compose, 'worker', '/metrics', index)));
    for (const metrics of judged) expect(metrics).toMatch(/codearena_verdicts_total\{[^}]*verdict="Accepted"\} [1-9]/);
  }, 120_000);

  it.each([['websocket'], ['polling']])('brings live events through the proxy by %s, each once and in order', async (transport) => {
    const visitor = await send(url, SLOW_BUT_RIGHT);
    const events = await watch(url, visitor, [transport]);
    const sequences = events.map(({ payload }) => payload.sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(sequences.length);
    expect(events.filter(({ event }) => event === 'submission_completed')).toHaveLength(1);
    expect(events.at(-1)?.payload).toMatchObject({ status: 'Accepted' });
  });

  it('loses nothing when a worker is killed and when a gateway is told to stop', async () => {
    const visitors = await Promise.all(Array.from({ length: 6 }, () => send(url, SLOW_BUT_RIGHT)));
    await sleep(500);
    await docker(['kill', `${project}-worker-1`]);
    const stopping = docker(['stop', `${project}-gateway-1`]);
    const answers: number[] = [];
    for (let asked = 0; asked < 40; asked++) {
      answers.push((await fetch(`${url}/api/problems?limit=1`)).status);
      await sleep(50);
    }
    await stopping;
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    for (const visitor of visitors) await expect.poll(() => statusOf(url, visitor), { timeout: 60_000 }).toBe('Accepted');
    await docker(['start', `${project}-worker-1`, `${project}-gateway-1`]);
  }, 180_000);

  it.each(['redis', 'postgres'])(
    'answers 503 with Retry-After while %s is away, and goes on when it is back',
    async (service) => {
      const before = await send(url, RIGHT);
      await compose('stop', service);
      try {
        // What is accepted in the first second is stored; its job is added when the queue is back.
        await expect.poll(async () => (await post(url, RIGHT, before.cookie)).status, { timeout: 30_000, interval: 200 }).toBe(503);
        expect(Number((await post(url, RIGHT, before.cookie)).headers.get('retry-after'))).toBeGreaterThan(0);
      } finally {
        await compose('start', service);
      }
      await expect.poll(() => statusOf(url, before), { timeout: 60_000 }).toBe('Accepted');
      // Each gateway finds it again for itself, and the proxy asks them in turn.
      const both = async () => (await Promise.all([post(url, RIGHT, before.cookie), post(url, RIGHT, before.cookie)])).map(({ status }) => status);
      await expect.poll(both, { timeout: 60_000, interval: 500 }).toEqual([202, 202]);
    },
    180_000,
  );

  async function inspect(services: readonly string[]): Promise<Inspected[]> {
    const ids = (await compose('ps', '--quiet', ...services)).trim().split('\n');
    return JSON.parse(await docker(['inspect', ...ids])) as Inspected[];
  }
});
