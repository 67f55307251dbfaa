import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newDataDirectory } from './data-directory.ts';
import { installInMode, type Installed } from './installation.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';

const directory = newDataDirectory();
let installation: Installed;
beforeAll(async () => {
  installation = await installInMode();
}, 240_000);
afterAll(async () => {
  await installation?.remove();
  rmSync(directory, { recursive: true, force: true });
});

/** What is before the gateways runs in this process, so it must not stand still meanwhile. */
async function codearena(...args: string[]) {
  const env = { ...process.env, ...installation.tools };
  const child = spawn(path.join(ROOT, 'bin/codearena'), args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [stdout, [status]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { stdout, status: status as number | null };
}

function file(name: string, content: string): string {
  const place = path.join(directory, name);
  writeFileSync(place, content);
  return place;
}

it('submits and runs files against a running installation', async () => {
  const at = ['--url', installation.url];
  const program = file('solution.py', RIGHT);
  expect((await codearena('submit', program, '--problem', 'a-plus-b', ...at)).stdout).toMatch(/^Accepted: /);
  expect((await codearena('run', program, '--input', file('input.txt', '20 22\n'), ...at)).stdout).toBe('42\n');
  const main = file('main.py', 'from part import total\nprint(total())\n');
  const part = file('part.py', 'def total(): return sum(map(int, input().split()))\n');
  expect((await codearena('submit', part, main, '--problem', 'a-plus-b', ...at)).stdout).toMatch(/^Accepted: /);
  const wrong = await codearena('submit', file('wrong.py', 'print(1)\n'), '--problem', 'a-plus-b', ...at, '--json');
  expect([wrong.status, (JSON.parse(wrong.stdout) as { verdict: string }).verdict]).toEqual([1, 'Wrong Answer']);
}, 240_000);

it('makes a package that verifies, imports it into a running installation, and exports one that verifies again', async () => {
  const find = async (slug: string): Promise<number> => (await fetch(`${installation.url}/api/problems/${slug}`)).status;
  expect((await codearena('problem', 'new', 'my-problem', '--in', directory)).status).toBe(0);
  const packageDirectory = path.join(directory, 'my-problem');
  expect((await codearena('problem', 'verify', packageDirectory)).status).toBe(0);
  expect((await codearena('problem', 'import', packageDirectory)).status).toBe(0);
  expect(await find('my-problem')).toBe(200);
  const copy = path.join(directory, 'my-second-problem');
  cpSync(packageDirectory, copy, { recursive: true });
  const secret = path.join(copy, 'data', 'secret');
  writeFileSync(path.join(secret, readdirSync(secret).find((name) => name.endsWith('.in')) ?? ''), 'nonsense\n');
  const refused = await codearena('problem', 'import', copy, '--json');
  expect([refused.status, refused.stdout]).toEqual([1, expect.stringMatching(/input_validators\/.* does not accept the input of test/)]);
  expect(await find('my-second-problem')).toBe(404);
  expect((await codearena('problem', 'export', 'my-problem', path.join(directory, 'exported'))).status).toBe(0);
  expect((await codearena('problem', 'verify', path.join(directory, 'exported', 'my-problem'))).status).toBe(0);
}, 240_000);
