import { setTimeout as sleep } from 'node:timers/promises';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { dockerIsMissing, startBareTestEngine } from '../../packages/execution/src/docker/testing.ts';
import { freePort } from '../product/ports.ts';
import { RUNNING } from '../journeys/installation.ts';
import { DEPLOY, findCompose, type Docker } from './compose.ts';

const execute = promisify(execFile);
const READY_TIMEOUT_MS = 480_000;
const SCALE = { gateway: 2, realtime: 2, worker: 3 };
export const OPERATOR_TOKEN = 'operators-of-the-tests';

/** Where the tests find what runs. */
export type Deployed = { url: string; socketPath: string; project: string; environment: Record<string, string> };

declare module 'vitest' {
  interface ProvidedContext {
    /** Null: there is no engine here. */
    deployed: Deployed | null;
  }
}

/** vitest's global set-up: the deployment of deploy/compose.yaml, its images built from this clone. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  if (dockerIsMissing() !== null) return project.provide('deployed', null);
  const engine = await startBareTestEngine();
  const docker = await findCompose(engine.socketPath);
  const name = `codearena-test-${process.pid}`;
  const port = await freePort();
  const environment = {
    ...(await buildImages(docker, engine.socketPath)),
    LISTEN: `127.0.0.1:${port}`,
    SUBMISSIONS_PER_MINUTE: '0',
    OPERATOR_TOKEN,
  };
  const compose = (...args: string[]) => docker(['compose', '--project-name', name, ...args], { environment, timeoutMs: 240_000 });
  const tearDown = async (): Promise<void> => {
    await compose('down', '--volumes', '--remove-orphans', '--timeout', '10');
    await docker(['image', 'prune', '--force']);
    await docker(['builder', 'prune', '--force', '--keep-storage', '4gb']);
    await engine.stop();
  };
  try {
    await compose('up', '--detach', ...Object.entries(SCALE).flatMap(([service, count]) => ['--scale', `${service}=${count}`]));
    await waitUntilReady(compose);
  } catch (error) {
    process.stderr.write(await compose('logs', '--tail', '30').catch(String));
    await tearDown();
    throw error;
  }
  const deployed: Deployed = { url: `http://127.0.0.1:${port}`, socketPath: engine.socketPath, project: name, environment };
  project.provide('deployed', deployed);
  process.env[RUNNING] = deployed.url;
  return tearDown;
}

/** From a base that debootstrap makes, since no registry need be in reach; and the network of this machine, to reach its packages. */
async function buildImages(docker: Docker, socketPath: string): Promise<Record<string, string>> {
  const base = 'codearena-base-test';
  const env = { ...process.env, DOCKER: '/usr/bin/docker', DOCKER_HOST: `unix://${socketPath}` };
  await execute(path.join(DEPLOY, 'base-image.sh'), ['--tag', base], { env, maxBuffer: 1 << 24 });
  const services = Object.fromEntries(['postgres', 'redis', 'proxy'].map((service) => [service, `codearena-${service}-test`]));
  for (const [service, image] of Object.entries(services)) {
    const what = ['--file', 'services/Dockerfile', '--build-arg', `BASE_IMAGE=${base}`, '--target', service, '--tag', image];
    await docker(['build', '--quiet', '--network', 'host', ...what, 'services'], { timeoutMs: 600_000 });
  }
  const environment = {
    BASE_IMAGE: base,
    BUILD_NETWORK: 'host',
    TOOLCHAINS: 'gcc g++ libc6-dev python3 openjdk-17-jdk-headless',
    SERVER_IMAGE: 'codearena-server-test',
    WORKER_IMAGE: 'codearena-worker-test',
    POSTGRES_IMAGE: `${services.postgres}`,
    REDIS_IMAGE: `${services.redis}`,
    PROXY_IMAGE: `${services.proxy}`,
  };
  await docker(['compose', '--project-name', 'codearena-build', 'build', '--quiet'], { environment, timeoutMs: 1_200_000 });
  return environment;
}

/** Every worker judges, and the practice problems are there. */
async function waitUntilReady(compose: (...args: string[]) => Promise<string>): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const ready = await ask(compose, 'gateway', '/ready').catch(() => '');
    const running = await compose('ps', '--services', '--status', 'running');
    if (ready.includes(`${SCALE.worker} live`) && ready.includes('"ready":true') && !running.includes('problems')) return;
    if (performance.now() > deadline) throw new Error(`the deployment did not become ready: ${ready}`);
    await sleep(1_000);
  }
}

/** From inside a container, past the proxy. */
export function ask(compose: (...args: string[]) => Promise<string>, service: string, address: string, index = 1): Promise<string> {
  const program = `fetch('http://127.0.0.1:3000${address}').then((answer) => answer.text()).then(console.log)`;
  return compose('exec', '-T', '--index', String(index), service, 'node', '-e', program);
}
