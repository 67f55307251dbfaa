import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../postgres/database.ts';
import { silentLogger as logger } from '../testing.ts';
import { exists, locateBinaries } from './binaries.ts';
import { isAlive } from './cluster.ts';
import { createEmbeddedPostgres, findEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { findPostmaster } from './postmaster-file.ts';
import { findSystemUser } from './system-user.ts';

const asRoot = process.getuid?.() === 0;
const cleanUp: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** Made once, for the tests that are not about the first start. */
let template = '';
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'codearena-embedded-'));
  const server = createEmbeddedPostgres({ dataDir: template, logger });
  await server.start();
  await server.stop();
});
afterAll(() => rm(template, { recursive: true, force: true }));

async function emptyDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'codearena-embedded-'));
  cleanUp.push(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

async function newDataDir(): Promise<string> {
  const dataDir = await emptyDataDir();
  await promisify(execFile)('cp', ['-a', `${template}/.`, dataDir]);
  return dataDir;
}

/** Flushing to disk matters to power cuts, which are not tested here, and takes long on a busy machine. */
const QUICK = { fsync: 'off' };

async function start(
  dataDir: string,
  settings: Record<string, string> = QUICK,
): Promise<{ server: EmbeddedPostgres; database: Database; connectionString: string }> {
  const server = createEmbeddedPostgres({ dataDir, logger, settings });
  cleanUp.push(() => server.stop());
  const { connectionString } = await server.start();
  const database = createDatabase({ connectionString, logger });
  cleanUp.push(() => database.close());
  return { server, database, connectionString };
}

async function postmasterOf(dataDir: string): Promise<number> {
  return (await findPostmaster(join(dataDir, 'postgres')))?.pid ?? 0;
}

const count = async (database: Database): Promise<number> =>
  (await database.query<{ count: number }>({ text: 'select count(*)::integer as count from kept' }))[0]?.count ?? -1;
const fill = async (database: Database): Promise<void> => {
  await database.query({ text: 'create table kept (n integer)' });
  await database.query({ text: 'insert into kept select generate_series(1, 1000)' });
};
/** As whoever uses the database does after `unavailable`. */
const countAgain = (database: Database): Promise<number> => count(database).catch(() => -1);

/** Another process with a server of its own; prints its address when it runs. */
async function startOtherProcess(dataDir: string, prefix: string[] = []): Promise<{ process: ChildProcess; connectionString: string }> {
  const fixture = fileURLToPath(new URL('./other-process.fixture.ts', import.meta.url));
  const command = [...prefix, process.execPath, '--import', 'tsx', fixture, dataDir];
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanUp.push(async () => child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line', { signal: AbortSignal.timeout(60_000) })) as [string];
  return { process: child, connectionString: line };
}

test('keeps what was stored, from one start to the next, and leaves nothing running', async () => {
  const dataDir = await newDataDir();
  const first = await start(dataDir);
  await fill(first.database);
  const postmaster = await postmasterOf(dataDir);
  await first.database.close();
  await first.server.stop();
  expect(isAlive(postmaster)).toBe(false);
  const second = await start(dataDir);
  expect(await count(second.database)).toBe(1000);
  expect(await exists(join(dataDir, 'logs', 'postgres.log'))).toBe(true);
});

test('is durable, listens on no port, and asks for its password', async () => {
  const dataDir = await newDataDir();
  const { database, connectionString } = await start(dataDir, {});
  const settings = await database.query<{ name: string; setting: string }>({
    text: "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'server_encoding') order by name",
  });
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    listen_addresses: '',
    server_encoding: 'UTF8',
  });
  const stranger = createDatabase({ connectionString: connectionString.replace(/:[0-9a-f]{64}@/, ':guess@'), logger });
  await expect(stranger.query({ text: 'select 1' })).rejects.toThrow(/password authentication failed/);
  await stranger.close();
});

test('twice started by one process is one server', async () => {
  const dataDir = await newDataDir();
  const { server, connectionString } = await start(dataDir);
  expect(await server.start()).toEqual({ connectionString });
});

test('refuses a second server on the same DATA_DIR, and tells tools where the first one is', async () => {
  const dataDir = await newDataDir();
  expect(await findEmbeddedPostgres(dataDir)).toBeNull();
  const { connectionString } = await start(dataDir);
  await expect(createEmbeddedPostgres({ dataDir, logger }).start()).rejects.toThrow(/already running on this DATA_DIR/);
  const tool = createDatabase({ connectionString: (await findEmbeddedPostgres(dataDir))?.connectionString ?? '', logger });
  expect(await tool.query({ text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  await tool.close();
  expect((await findEmbeddedPostgres(dataDir))?.connectionString).toBe(connectionString);
});

test.each(['postmaster', 'backend'])('heals by itself after kill -9 of a %s', async (victim) => {
  const dataDir = await newDataDir();
  const { database } = await start(dataDir);
  await fill(database);
  const postmaster = await postmasterOf(dataDir);
  const [backend] = await database.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
  process.kill(victim === 'postmaster' ? postmaster : (backend?.pid ?? 0), 'SIGKILL');
  await expect.poll(() => countAgain(database), { timeout: 20_000, interval: 50 }).toBe(1000);
  expect((await postmasterOf(dataDir)) === postmaster).toBe(victim === 'backend');
});

test('does not outlive kill -9 of the process that started it; the next start has every committed row', async () => {
  const dataDir = await newDataDir();
  const other = await startOtherProcess(dataDir);
  const writer = createDatabase({ connectionString: other.connectionString, logger });
  await fill(writer);
  const postmaster = await postmasterOf(dataDir);
  other.process.kill('SIGKILL');
  const { database } = await start(dataDir);
  expect(await count(database)).toBe(1000);
  await expect.poll(() => isAlive(postmaster), { timeout: 10_000 }).toBe(false);
  await writer.close();
  const left = (await readdir(tmpdir())).filter((name) => other.connectionString.includes(name) && name.startsWith('codearena-pg-'));
  expect(left).toEqual([]);
});

test('starts although a dead server left its file, and its process id belongs to something else now', async () => {
  const dataDir = await newDataDir();
  const first = await start(dataDir);
  await first.database.close();
  const directory = join(dataDir, 'postgres');
  const file = await readFile(join(directory, 'postmaster.pid'), 'utf8');
  await first.server.stop();
  const user = await findSystemUser();
  const stranger = spawn('sleep', ['60'], user ? { uid: user.uid, gid: user.gid } : {});
  cleanUp.push(async () => stranger.kill());
  await once(stranger, 'spawn');
  await writeFile(join(directory, 'postmaster.pid'), file.replace(/^\d+/, String(stranger.pid)));
  const { database } = await start(dataDir);
  expect(await database.query({ text: 'select 1 as one' })).toEqual([{ one: 1 }]);
});

test("refuses another version's files, naming both", async () => {
  const dataDir = await newDataDir();
  const first = await start(dataDir);
  await first.database.close();
  await first.server.stop();
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
  await expect(createEmbeddedPostgres({ dataDir, logger }).start()).rejects.toThrow(/written by PostgreSQL 15; .* brings PostgreSQL 18/);
});

test('throws away what an interrupted first start left', async () => {
  const dataDir = await emptyDataDir();
  await mkdir(join(dataDir, 'postgres.new-999999999'));
  await writeFile(join(dataDir, 'postgres.new-999999999', 'half'), 'x');
  await start(dataDir);
  expect((await readdir(dataDir)).sort()).toEqual(['logs', 'postgres']);
});

test('says what PostgreSQL complains about when it cannot start', async () => {
  const dataDir = await newDataDir();
  const server = createEmbeddedPostgres({ dataDir, logger, settings: { shared_buffers: 'nonsense' } });
  cleanUp.push(() => server.stop());
  await expect(server.start()).rejects.toThrow(/did not start.*shared_buffers/s);
});

test.skipIf(!asRoot)('works for an ordinary user, as that user', async () => {
  const dataDir = await emptyDataDir();
  await chown(dataDir, 65_534, 65_534);
  const other = await startOtherProcess(dataDir, ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', '--']);
  const database = createDatabase({ connectionString: other.connectionString, logger });
  expect(await database.query({ text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  await database.close();
  const postmaster = await postmasterOf(dataDir);
  other.process.kill('SIGTERM');
  await expect.poll(() => isAlive(postmaster), { timeout: 10_000 }).toBe(false);
});

test.skipIf(!asRoot)('uses a copy where its user may not read the installation, and makes the library links itself', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'codearena-closed-'));
  cleanUp.push(() => rm(closed, { recursive: true, force: true }));
  const user = await findSystemUser();
  const installed = await locateBinaries(join(closed, 'unused'), null);
  const packageRoot = join(closed, 'package');
  await cp(join(installed.directory, '..', 'package.json'), join(packageRoot, 'package.json'));
  await cp(installed.directory, join(packageRoot, 'native'), { recursive: true, filter: async (path) => !path.endsWith('.so') });
  await chmod(closed, 0o700);
  const copyTo = await emptyDataDir();
  await chmod(copyTo, 0o755);
  for (let asked = 0; asked < 2; asked++) {
    const { directory, postgres } = await locateBinaries(copyTo, user, packageRoot);
    expect(directory.startsWith(copyTo)).toBe(true);
    const version = spawn(postgres, ['--version'], { uid: user?.uid, gid: user?.gid, cwd: '/', stdio: 'ignore' });
    expect(await once(version, 'exit')).toEqual([0, null]);
    expect(await exists(join(directory, 'lib', 'libicuuc.so'))).toBe(true);
  }
});

test.skipIf(!asRoot)('says which directory its user may not enter', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'codearena-closed-'));
  cleanUp.push(() => rm(closed, { recursive: true, force: true }));
  await expect(createEmbeddedPostgres({ dataDir: join(closed, 'data'), logger }).start()).rejects.toThrow(`may not enter ${closed}`);
});
