import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openProblem, seeVerdict, submit, visit, write } from './browser.ts';
import { installInMode, type Installed } from './installation.ts';

let installation: Installed;
let browser: Browser;

beforeAll(async () => {
  installation = await installInMode({ SUBMISSIONS_PER_MINUTE: '1' });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await installation?.remove();
});

it('counts down until the next submission is possible, says why, and keeps the code', async () => {
  const { page } = await visit(browser, installation.url);
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', 'print(1)\n');
  await submit(page);
  await seeVerdict(page, 'Wrong Answer');
  await submit(page);
  const button = page.getByRole('button', { name: /Submit in \d+ s/ });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  await page
    .getByRole('tabpanel', { name: 'Submission' })
    .getByText(/used up your submissions of this minute.*again in \d+ s.*Running stays possible/)
    .waitFor();
  const secondsLeft = async (): Promise<number> => Number(/\d+/.exec((await button.textContent()) ?? '')?.[0]);
  const atFirst = await secondsLeft();
  await expect.poll(secondsLeft).toBeLessThan(atFirst);
  await page.locator('.monaco-editor .view-lines').getByText('print(1)').waitFor();
});
