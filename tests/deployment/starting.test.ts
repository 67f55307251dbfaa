import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedPostgres } from '@codearena/data';
import { silentLogger, startRedis } from '@codearena/data/testing';
import { freePort } from '../product/ports.ts';
import { openProxy } from '../chaos/proxy.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

type Started = { child: ChildProcess; output(): string; ended: Promise<number | null> };

describe('a role of distributed mode, when it starts', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'codearena-starting-'));
  const postgres = createEmbeddedPostgres({ dataDir: path.join(directory, 'postgres'), logger: silentLogger });
  const started: Started[] = [];
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let services: Record<string, string>;

  beforeAll(async () => {
    // The server's user must get in.
    chmodSync(directory, 0o711);
    redis = await startRedis();
    services = { DATABASE_URL: (await postgres.start()).connectionString, REDIS_URL: redis.url };
  });
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGTERM');
      await ended;
    }
  });
  afterAll(async () => {
    await redis.stop();
    await postgres.stop();
    rmSync(directory, { recursive: true });
  });

  function run(command: string, environment: Record<string, string> = {}): Started {
    const env = { ...process.env, ...services, DATA_DIR: path.join(directory, 'data'), ...environment };
    const child = spawn(path.join(ROOT, 'bin/codearena'), [command], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const role: Started = { child, output: () => output, ended: new Promise((resolve) => child.once('exit', resolve)) };
    started.push(role);
    return role;
  }

  it('ends without the schema, and says what to run', async () => {
    for (const command of ['gateway', 'realtime']) {
      const role = run(command, { PORT: '0', REALTIME_PORT: '0' });
      expect(await role.ended).toBe(1);
      expect(role.output()).toContain('run codearena migrate');
    }
  }, 180_000);

  it('finds the schema when two have migrated at once, of which one did it', async () => {
    const both = [run('migrate'), run('migrate')];
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
    const words = both.map(({ output }) => output()).toSorted();
    expect(words).toEqual([
      expect.stringMatching(/^the schema is up to date \(version \d+\)/),
      expect.stringMatching(/^the schema went from version 0 to \d+/),
    ]);
  }, 180_000);

  it.each(['PostgreSQL', 'Redis'])(
    'waits for %s, says so, and goes on when it is there',
    async (missing) => {
      const server = new URL(services.DATABASE_URL ?? '');
      const target =
        missing === 'Redis' ? { port: redis.port, host: '127.0.0.1' } : { path: path.join(server.searchParams.get('host') ?? '', '.s.PGSQL.5432') };
      const between = await openProxy(() => target);
      between.set('cut');
      server.search = '';
      server.host = `127.0.0.1:${between.port}`;
      const away: Record<string, string> = missing === 'Redis' ? { REDIS_URL: `redis://127.0.0.1:${between.port}` } : { DATABASE_URL: server.href };
      const port = await freePort();
      const gateway = run('gateway', { ...away, PORT: String(port) });
      await expect.poll(gateway.output, { timeout: 60_000 }).toMatch(missing === 'Redis' ? /Waiting for the (queue|redis)/ : /Waiting for the database/);
      await sleep(2_000);
      expect(gateway.child.exitCode).toBe(null);
      between.set('clear');
      await expect.poll(() => isAlive(port), { timeout: 60_000 }).toBe(true);
      gateway.child.kill('SIGTERM');
      expect(await gateway.ended).toBe(0);
      await between.close();
    },
    90_000,
  );

  it('ends when it is told to, also while it waits', async () => {
    const gateway = run('gateway', { DATABASE_URL: `postgresql://codearena:x@127.0.0.1:${await freePort()}/codearena`, PORT: '0' });
    await expect.poll(gateway.output, { timeout: 60_000 }).toContain('Waiting for the database');
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  }, 180_000);
});

function isAlive(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}
