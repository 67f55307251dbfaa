import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { redisIsMissing, startRedis } from '@codearena/data/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../product/ports.ts';
import { send, statusOf, watch } from './client.ts';
import { copyDatabase } from './installation.ts';
import { startRoles, type Roles } from './roles.ts';

const PGBOUNCER = '/usr/sbin/pgbouncer';
const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';
const SLOW_BUT_RIGHT = `import time\ntime.sleep(0.5)\n${RIGHT}`;

function poolerIsMissing(): string | null {
  if (existsSync(PGBOUNCER)) return null;
  if (process.env.CI === 'true') throw new Error('pgbouncer is not installed');
  return 'pgbouncer is not installed';
}

const missing = poolerIsMissing() ?? (await redisIsMissing());

describe.skipIf(missing !== null)(`the roles behind PgBouncer, as docs/DEPLOYMENT.md has it${missing === null ? '' : ` (${missing})`}`, () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'codearena-pooler-'));
  let database: Awaited<ReturnType<typeof copyDatabase>>;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let pooler: ChildProcess;
  let url: string;
  let roles: Roles | undefined;

  beforeAll(async () => {
    database = await copyDatabase();
    redis = await startRedis();
    url = await startPooler();
  }, 240_000);
  afterAll(async () => {
    await roles?.stop();
    pooler?.kill('SIGTERM');
    await redis?.stop();
    await database?.drop();
    rmSync(directory, { recursive: true, force: true });
  }, 90_000);

  /** As the user whose server it is, who alone reaches its socket. */
  async function startPooler(): Promise<string> {
    const server = new URL(database.connectionString);
    const socket = server.searchParams.get('host') ?? '';
    const port = await freePort();
    const users = path.join(directory, 'users');
    const settings = path.join(directory, 'pgbouncer.ini');
    writeFileSync(users, `"${decodeURIComponent(server.username)}" "${decodeURIComponent(server.password)}"\n`);
    writeFileSync(
      settings,
      `[databases]
* = host=${socket}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = session
default_pool_size = 60
max_client_conn = 200
ignore_startup_parameters = statement_timeout, idle_in_transaction_session_timeout
`,
    );
    const { uid, gid } = statSync(socket);
    spawnSync('chown', ['-R', `${uid}:${gid}`, directory]);
    pooler = spawn('setpriv', ['--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--pdeathsig', 'KILL', PGBOUNCER, settings], {
      stdio: 'ignore',
    });
    await once(pooler, 'spawn');
    server.search = '';
    server.host = `127.0.0.1:${port}`;
    await vi.waitFor(async () => expect(await ask('select 1 as one', server.href)).toEqual([{ one: 1 }]), { timeout: 20_000, interval: 200 });
    return server.href;
  }

  async function ask(text: string, connectionString = url): Promise<unknown[]> {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  it('judge what is submitted, and tell it as it happens', async () => {
    roles = await startRoles({ DATABASE_URL: url, REDIS_URL: redis.url });
    const sent = await Promise.all(Array.from({ length: 6 }, () => send(roles?.url ?? '', RIGHT)));
    for (const one of sent) await expect.poll(() => statusOf(roles?.url ?? '', one), { timeout: 60_000, interval: 250 }).toBe('Accepted');
    const events = await watch(roles.realtimeUrl, await send(roles.url, SLOW_BUT_RIGHT));
    expect(events.at(-1)).toMatchObject({ event: 'submission_completed', payload: { status: 'Accepted' } });
  }, 240_000);
});
