import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openProblem, seeVerdict, submissionsOf, submit, visit, write } from './browser.ts';
import { installInMode, type Installed } from './installation.ts';

let installation: Installed;
let browser: Browser;

beforeAll(async () => {
  installation = await installInMode();
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await installation?.remove();
});

const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';

it('sends again after a lost answer, and it counts once', async () => {
  const { page } = await visit(browser, installation.url);
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', RIGHT);
  const keys: (string | undefined)[] = [];
  await page.route('**/api/submissions', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 2) return route.continue();
    // The server accepts, and the page never learns of it.
    await route.fetch();
    await route.abort('connectionreset');
  });
  await submit(page);
  await page.getByText('The server did not answer. Sending again; it will count only once.').waitFor();
  await seeVerdict(page, 'Accepted');
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[\w-]{20,}$/);
  expect(await submissionsOf(page)).toBe(1);
});

it('runs again after a lost answer, too', async () => {
  const { page } = await visit(browser, installation.url);
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', RIGHT);
  const answered: string[] = [];
  await page.route('**/api/runs', async (route) => {
    const response = await route.fetch();
    answered.push(((await response.json()) as { runId: string }).runId);
    if (answered.length > 1) return route.fulfill({ response });
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('This is the sample’s output.').waitFor();
  expect(answered).toHaveLength(2);
  expect(new Set(answered).size).toBe(1);
});
