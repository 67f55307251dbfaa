import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openProblem, seeVerdict, submissionsOf, submit, visit, write } from './browser.ts';
import { installInMode, type Installed } from './installation.ts';

let installation: Installed;
let browser: Browser;

beforeAll(async () => {
  installation = await installInMode({ QUEUE_LIMIT: '2', WORKER_CONCURRENCY: '1' });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await installation?.remove();
});

const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';
const SLOW = 'import time\ntime.sleep(8)\n';
const LESS_SLOW = 'import time\ntime.sleep(3)\n';

it('keeps the code while the judge is full, says so, and sends it when there is room', async () => {
  const { page } = await visit(browser, installation.url);
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', RIGHT);
  for (let number = 0; number < 3; number++) {
    await page.request.post('/api/runs', { data: { language: 'python', code: SLOW } });
    await sleep(500);
  }
  await submit(page);
  await page.getByText(/The judge is busy: too many are waiting already\. Your code is kept/).waitFor();
  expect(await submissionsOf(page)).toBe(0);
  await page.locator('.monaco-editor .view-lines').getByText('print(a + b)').waitFor();
  await page
    .getByText(/\d+ ahead of you|Next in line/)
    .first()
    .waitFor({ timeout: 40_000 });
  await seeVerdict(page, 'Accepted');
  expect(await submissionsOf(page)).toBe(1);
});

it('says how many are ahead, and about how long that takes once it knows how long judging takes here', async () => {
  const { page } = await visit(browser, installation.url);
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', RIGHT);
  await page.request.post('/api/runs?wait=true', { data: { language: 'python', code: RIGHT, stdin: '1 2' } });
  // What was measured is told with the worker's next sign of life.
  await sleep(3_000);
  for (let number = 0; number < 2; number++) await page.request.post('/api/runs', { data: { language: 'python', code: LESS_SLOW } });
  await submit(page);
  await page
    .getByText(/^\d+ ahead of you, about \d+ s\.$/)
    .first()
    .waitFor();
  await seeVerdict(page, 'Accepted');
});
