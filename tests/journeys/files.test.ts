import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openProblem, seeVerdict, submit, visit, write } from './browser.ts';
import { installInMode, type Installed } from './installation.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PACKAGES = path.join(ROOT, 'packages/worker/test/packages');

let installation: Installed;
let browser: Browser;

beforeAll(async () => {
  installation = await installInMode();
  const environment = { ...process.env, ...installation.tools };
  const packages = ['shelf', 'guess'].map((name) => path.join(PACKAGES, name));
  execFileSync(path.join(ROOT, 'bin/codearena'), ['problem', 'import', ...packages], { env: environment, stdio: 'ignore' });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await installation?.remove();
});

async function addFile(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a file' }).click();
  await page.getByLabel('Name of the file').fill(name);
  await page.keyboard.press('Enter');
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor .view-lines').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const shown = (page: Page, text: string) => page.locator('.monaco-editor .view-lines').getByText(text).waitFor();

it('sends a program of several files, which the browser remembers and the submission shows', async () => {
  const { page, complaints } = await visit(browser, installation.url);
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', 'from lib.part import total\nprint(total())\n');
  await addFile(page, '../part.py');
  await page.getByRole('alert').getByText('Use letters').waitFor();
  await page.getByLabel('Name of the file').fill('lib/part.py');
  await page.keyboard.press('Enter');
  await type(page, 'def total(): return sum(map(int, input().split()))\n');
  await addFile(page, 'notes.txt');
  await page.getByRole('button', { name: 'Remove notes.txt' }).click();
  await page.reload();
  await shown(page, 'from lib.part import total');
  await tab(page, 'main.py').focus();
  await page.keyboard.press('ArrowRight');
  await shown(page, 'def total()');
  expect(await tab(page, 'lib/part.py').getAttribute('aria-selected')).toBe('true');
  expect(await page.getByRole('tab', { name: 'notes.txt' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('This is the sample’s output.').waitFor();
  await submit(page);
  await seeVerdict(page, 'Accepted');
  await page.getByRole('link', { name: 'Details' }).click();
  await tab(page, 'lib/part.py').click();
  await page.getByRole('region', { name: 'Code' }).getByText('def total()').waitFor();
  await page.getByRole('button', { name: 'Open in editor' }).click();
  await tab(page, 'lib/part.py').waitFor();
  expect(complaints).toEqual([]);
});

it('sends answers, typed and from the disk, and shows what each group earned', async () => {
  const { page, complaints } = await visit(browser, installation.url);
  await openProblem(page, 'shelf');
  expect(await page.getByRole('button', { name: 'Run', exact: true }).count()).toBe(0);
  expect(await page.getByRole('combobox', { name: 'Language' }).count()).toBe(0);
  await type(page, '1 3 4\n');
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await tab(page, '1-short/02.out').click();
  await page.setInputFiles('[data-testid=answers]', [file('any.txt', '1\n')]);
  await shown(page, '1');
  expect(await page.getByText('(has an answer)').count()).toBe(2);
  await submit(page);
  await seeVerdict(page, 'Partially Accepted');
  const groups = page.getByRole('table', { name: 'Points by group' });
  await groups.getByRole('row', { name: /1-short .*28 of 40/ }).waitFor();
  await groups.getByRole('row', { name: /2-long .*failed on test 4.*0 of 60/ }).waitFor();
  await page.getByRole('link', { name: 'Details' }).click();
  await page.getByText('Answers, submitted').waitFor();
  await tab(page, '1-short/02.out').waitFor();
  expect(complaints).toEqual([]);
});

it('shows who said what in the sample of an interactive problem', async () => {
  const { page, complaints } = await visit(browser, installation.url);
  await openProblem(page, 'guess');
  await write(page, 'Python', 'print(500, flush=True); input(); print("nothing more", flush=True)\n');
  await submit(page);
  await seeVerdict(page, 'Wrong Answer');
  const interaction = page.getByRole('region', { name: 'Interaction' });
  expect(await interaction.getByRole('listitem').allInnerTexts()).toEqual(['You\n500', 'Judge\nlower', 'You\nnothing more']);
  expect(complaints).toEqual([]);
});
