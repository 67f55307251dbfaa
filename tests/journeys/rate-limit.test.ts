import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { openBrowser, openProblem, seeVerdict, submit, visit, write } from './browser.ts';
import { install, type Installation } from './installation.ts';

let installation: Installation;
let browser: Browser;

beforeAll(async () => {
  installation = await install({ SUBMISSIONS_PER_MINUTE: '1' });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await installation?.remove();
});

it('counts down until the next submission is possible', async () => {
  const { page } = await visit(browser, installation.url);
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', 'print(1)\n');
  await submit(page);
  await seeVerdict(page, 'Wrong Answer');
  await submit(page);
  await page.getByRole('button', { name: /Submit in \d+ s/ }).waitFor();
});
