import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_ATTEMPTS } from '@codearena/core';
import { openBrowser, openProblem, seeVerdict, submit, visit, write } from './browser.ts';
import { installInMode, type Installed } from './installation.ts';

const TOKEN = 'a token for operators';
const SLOW_BUT_RIGHT = 'import time\ntime.sleep(0.5)\na, b = map(int, input().split())\nprint(a + b)\n';

let installation: Installed;
let browser: Browser;

beforeAll(async () => {
  installation = await installInMode({ OPERATOR_TOKEN: TOKEN });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await installation?.remove();
});

/** As if the worker of every attempt had died of what is being judged. */
async function useUpAttempts(): Promise<void> {
  const client = new pg.Client({ connectionString: await installation.connectionString() });
  await client.connect();
  const { rowCount } = await client.query(
    "update submissions set attempt = attempt + $1, lease_expires_at = now() - interval '1 second', check_at = now() where status = 'Running'",
    [MAX_ATTEMPTS],
  );
  await client.end();
  expect(rowCount).toBe(1);
}

it('an operator has a Judge Error judged again with one click, and a page that shows it changes by itself', async () => {
  const { page, complaints } = await visit(browser, installation.url);
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', SLOW_BUT_RIGHT);
  await submit(page);
  await seeVerdict(page, 'Running');
  await useUpAttempts();
  await seeVerdict(page, 'Judge Error');
  await page.getByText('This is our fault, not yours. The operators see it and can have it judged again.').first().waitFor();
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) requests.push(request.url());
  });

  const { page: office } = await visit(browser, installation.url, { httpCredentials: { username: 'operator', password: TOKEN } });
  await office.goto('/admin/judge-errors');
  const row = office.getByRole('row').filter({ hasText: 'A Plus B' });
  expect(await row.innerText()).toMatch(/ended without a word from its worker/);
  await row.getByRole('button', { name: 'Judge again' }).click();
  await office.getByText('There are none.').waitFor();

  await seeVerdict(page, 'Accepted');
  expect(requests).toEqual([]);
  expect(complaints).toEqual([]);
}, 120_000);

it('nobody else sees that page', async () => {
  const { page } = await visit(browser, installation.url);
  const answer = await page.request.get('/admin/judge-errors');
  expect([answer.status(), answer.headers()['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
});
