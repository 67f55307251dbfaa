import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const DEPLOY = path.join(ROOT, 'deploy');
const CACHE = path.join(ROOT, '.cache', 'compose');
const PLUGIN = path.join(CACHE, 'config', 'cli-plugins', 'docker-compose');

/** The release of Debian that has Compose as a plugin of `docker`; the one before has its predecessor, which is another program. */
const RELEASE = 'trixie';

/** `docker` with `docker compose`, speaking to one engine. */
export type Docker = (args: readonly string[], options?: { timeoutMs?: number; environment?: Record<string, string> }) => Promise<string>;

/** Gets Compose from Debian's packages, once for all runs. */
export async function findCompose(socketPath: string): Promise<Docker> {
  if (!existsSync(PLUGIN)) await fetchPlugin();
  const base = { ...process.env, DOCKER_HOST: `unix://${socketPath}`, DOCKER_CONFIG: path.join(CACHE, 'config'), DOCKER_BUILDKIT: '1' };
  return async (args, { timeoutMs = 60_000, environment = {} } = {}) => {
    // Compose looks for the seccomp profile from where it is called.
    const options = { cwd: DEPLOY, env: { ...base, ...environment }, timeout: timeoutMs, maxBuffer: 1 << 26 };
    return (await execute('/usr/bin/docker', [...args], options)).stdout;
  };
}

async function fetchPlugin(): Promise<void> {
  const work = path.join(CACHE, `work-${process.pid}`);
  await mkdir(path.join(work, 'lists', 'partial'), { recursive: true });
  const sources = path.join(work, 'sources.list');
  await writeFile(sources, `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${await findArchive()} ${RELEASE} main\n`);
  await chmod(work, 0o777);
  const places = { 'Dir::Etc::SourceList': sources, 'Dir::Etc::SourceParts': '-', 'Dir::State::Lists': path.join(work, 'lists') };
  const options = Object.entries(places).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  await execute('apt-get', [...options, 'update'], { cwd: work });
  await execute('apt-get', [...options, 'download', `docker-compose/${RELEASE}`], { cwd: work });
  await execute('sh', ['-c', 'dpkg --fsys-tarfile docker-compose_*.deb | tar -x ./usr/libexec/docker/cli-plugins/docker-compose'], { cwd: work });
  await rm(path.join(CACHE, 'docker-compose'), { force: true });
  await rename(path.join(work, 'usr/libexec/docker/cli-plugins/docker-compose'), path.join(CACHE, 'docker-compose'));
  await mkdir(path.dirname(PLUGIN), { recursive: true });
  await symlink(path.join(CACHE, 'docker-compose'), PLUGIN);
  await rm(work, { recursive: true });
}

/** Where this machine gets Debian's packages from. */
async function findArchive(): Promise<string> {
  const { stdout } = await execute('apt-get', ['indextargets', '--format', '$(REPO_URI) $(LABEL) $(COMPONENT)', 'Created-By: Packages']);
  const archive = /^(\S+) Debian main$/m.exec(stdout)?.[1];
  if (!archive) throw new Error('apt knows no archive of Debian: apt-get update');
  return archive;
}
