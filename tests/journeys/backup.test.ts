import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { install, processesOf, type Installation } from './installation.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';
const SLOW_BUT_RIGHT = `import time\ntime.sleep(0.4)\n${RIGHT}`;

const directory = mkdtempSync(path.join(tmpdir(), 'codearena-backup-journey-'));
const installations: Installation[] = [];
afterAll(async () => {
  for (const installation of installations) await installation.remove();
  rmSync(directory, { recursive: true, force: true });
});

type Submission = { submissionId: string; status: string };

async function submit(url: string, code: string, headers: Record<string, string> = {}, query = ''): Promise<{ submission: Submission; cookie: string }> {
  const response = await fetch(`${url}/api/submissions${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ problemId: 'a-plus-b', language: 'python', code }),
  });
  return { submission: (await response.json()) as Submission, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function statusOf(url: string, id: string, cookie: string): Promise<string> {
  return ((await (await fetch(`${url}/api/submissions/${id}`, { headers: { cookie } })).json()) as Submission).status;
}

it('a backup of a running installation makes another one that has everything, and judges what was in flight', async () => {
  const first = await install();
  installations.push(first);
  const { submission: judged, cookie } = await submit(first.url, RIGHT, {}, '?wait=true');
  expect(judged.status).toBe('Accepted');
  const inFlight: string[] = [];
  for (let number = 0; number < 4; number++) inFlight.push((await submit(first.url, SLOW_BUT_RIGHT, { cookie })).submission.submissionId);

  const file = path.join(directory, 'backup');
  const codearena = (dataDir: string, ...args: string[]) =>
    spawnSync(path.join(ROOT, 'bin/codearena'), args, { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDir }, encoding: 'utf8' });
  const taken = codearena(first.dataDir, 'backup', file, '--json');
  expect(taken.status, taken.stderr).toBe(0);
  expect(JSON.parse(taken.stdout)).toMatchObject({ file, fileBytes: statSync(file).size });
  const refused = codearena(first.dataDir, 'restore', file, '--force');
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('stop it first')]);
  await first.stop();

  // Not there yet: only the tool that makes it can let the service's user in.
  const dataDir = `${directory}-elsewhere`;
  const restored = codearena(dataDir, 'restore', file, '--json');
  expect(restored.status, restored.stderr).toBe(0);
  const { judgedAgain } = JSON.parse(restored.stdout) as { judgedAgain: number };
  expect(judgedAgain).toBeGreaterThan(0);
  expect(processesOf(dataDir)).toEqual([]);
  expect(codearena(dataDir, 'restore', file).stderr).toContain('--force');
  expect(codearena(dataDir, 'restore', path.join(directory, 'nothing')).status).toBe(2);

  const second = await install({}, dataDir);
  installations.push(second);
  expect(await statusOf(second.url, judged.submissionId, cookie)).toBe('Accepted');
  for (const id of inFlight) await expect.poll(() => statusOf(second.url, id, cookie), { timeout: 120_000, interval: 250 }).toBe('Accepted');
  const history = (await (await fetch(`${second.url}/api/history`, { headers: { cookie } })).json()) as { items: unknown[] };
  expect(history.items).toHaveLength(5);
}, 240_000);
