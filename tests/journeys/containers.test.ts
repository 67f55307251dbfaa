import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../packages/execution/src/docker/engine.ts';
import { WORKER_LABEL } from '../../packages/execution/src/docker/owner.ts';
import { dockerIsMissing, startTestEngine, type TestEngine } from '../../packages/execution/src/docker/testing.ts';
import { install, nodeProcess, type Installation } from './installation.ts';

const missing = dockerIsMissing();
const LANES = 2;
const POOL = LANES + 1;

let engine: TestEngine;
let installation: Installation;

const CPP = '#include <iostream>\nint main() { long long a, b; std::cin >> a >> b; std::cout << a + b << "\\n"; }\n';
const PYTHON = 'a, b = map(int, input().split())\nprint(a + b)\n';
const JAVA =
  'import java.util.*;\npublic class Main {\n  public static void main(String[] args) {\n    Scanner in = new Scanner(System.in);\n    System.out.println(in.nextLong() + in.nextLong());\n  }\n}\n';
const JAVASCRIPT = "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(BigInt);\nconsole.log(String(a + b));\n";

const VERDICTS = [
  ['cpp', CPP, 'Accepted'],
  ['python', PYTHON, 'Accepted'],
  ['java', JAVA, 'Accepted'],
  ['javascript', JAVASCRIPT, 'Accepted'],
  ['python', 'print(1)', 'Wrong Answer'],
  ['cpp', 'int main() { undeclared = 1; }', 'Compilation Error'],
  ['cpp', 'int main() { volatile int i = 0; while (true) i = i + 1; }', 'Time Limit Exceeded'],
  ['python', 'a = []\nwhile True: a.append(bytearray(b"x" * 1000000))', 'Memory Limit Exceeded'],
  ['cpp', '#include <csignal>\nint main() { raise(SIGSEGV); }', 'Runtime Error'],
  ['python', 'import os\nos.fork()', 'Runtime Error'],
  ['python', 'open("/box/main.py", "w")', 'Runtime Error'],
] as const;

describe.skipIf(missing !== null)(`an installation that judges in containers${missing === null ? '' : ` (${missing})`}`, () => {
  beforeAll(async () => {
    engine = await startTestEngine();
    installation = await start();
  }, 1_200_000);
  afterAll(async () => {
    await installation?.remove();
    await engine?.stop();
  });

  it('says so when it is ready', () => {
    expect(installation.output()).toMatch(/ready to judge on \S+ · docker sandbox, 2 lanes · .*C\+\+.*Java.*Python.*JavaScript/);
  });

  it.each(VERDICTS)(
    'judges in %s: %j is %s',
    async (language, code, verdict) => {
      expect(await verdictOf(language, code)).toBe(verdict);
    },
    120_000,
  );

  it('gives each submission a container of its own and has the pool full again afterwards', async () => {
    await expect.poll(containers, { timeout: 30_000 }).toHaveLength(POOL);
    const before = await containers();
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => verdictOf('python', PYTHON)));
    expect(verdicts).toEqual(Array.from({ length: 8 }, () => 'Accepted'));
    await expect.poll(containers, { timeout: 30_000 }).toHaveLength(POOL);
    const after = await containers();
    expect(after.filter((id) => before.includes(id))).toEqual([]);
  }, 120_000);

  it('lets nobody suffer from floods', async () => {
    const flood = 'import sys\nwhile True: sys.stdout.write("y" * 100000); sys.stderr.write("z" * 100000)';
    const [flooded, calm] = await Promise.all([verdictOf('python', flood), verdictOf('python', PYTHON)]);
    expect([flooded, calm]).toEqual(['Output Limit Exceeded', 'Accepted']);
  }, 120_000);

  it('removes the containers of a worker that was killed, and finishes what it had begun', async () => {
    const { id, cookie } = await submit('python', `import time\ntime.sleep(0.5)\n${PYTHON}`);
    await sleep(1_500);
    const orphans = await containers();
    expect(orphans.length).toBeGreaterThan(0);
    process.kill(nodeProcess(installation.dataDir), 'SIGKILL');
    await installation.stop();
    installation = await start(installation.dataDir);
    await expect.poll(() => statusOf(id, cookie), { timeout: 60_000, interval: 500 }).toBe('Accepted');
    await expect.poll(async () => (await everyContainer()).filter((left) => orphans.includes(left)), { timeout: 30_000 }).toEqual([]);
    expect(await verdictOf('cpp', CPP)).toBe('Accepted');
  }, 240_000);

  it('leaves no container behind', async () => {
    const mine = ownerPrefix();
    expect(await installation.stop()).toBe(0);
    expect(await labelled(mine)).toEqual([]);
  });
});

function start(dataDir?: string): Promise<Installation> {
  const environment = { SANDBOX: 'docker', WORKER_CONCURRENCY: String(LANES), DOCKER_HOST: `unix://${engine.socketPath}`, DOCKER_IMAGE: engine.image };
  return install(environment, dataDir);
}

type Submitted = { id: string; cookie: string };

async function submit(language: string, code: string): Promise<Submitted> {
  const response = await fetch(`${installation.url}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ problemId: 'a-plus-b', language, code }),
  });
  const { submissionId } = (await response.json()) as { submissionId: string };
  return { id: submissionId, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

/** However long a busy machine takes over it; the test has its own patience. */
async function verdictOf(language: string, code: string): Promise<string> {
  const { id, cookie } = await submit(language, code);
  for (;;) {
    const status = await statusOf(id, cookie);
    if (!['Queued', 'Compiling', 'Running'].includes(status)) return status;
    await sleep(100);
  }
}

async function statusOf(id: string, cookie: string): Promise<string> {
  const response = await fetch(`${installation.url}/api/submissions/${id}`, { headers: { cookie } });
  return ((await response.json()) as { status: string }).status;
}

/** Of the label by which this installation's containers are known: the process that owns them. */
function ownerPrefix(): string {
  return `/${nodeProcess(installation.dataDir)}/`;
}

function containers(): Promise<string[]> {
  return labelled(ownerPrefix());
}

function everyContainer(): Promise<string[]> {
  return labelled('');
}

async function labelled(part: string): Promise<string[]> {
  const client = createEngine(engine.socketPath);
  try {
    const all = await client.call<{ Id: string; Labels: Record<string, string> }[]>('list containers', 'GET', '/containers/json?all=1');
    return all.filter(({ Labels }) => Labels[WORKER_LABEL]?.includes(part)).map(({ Id }) => Id);
  } finally {
    client.close();
  }
}
