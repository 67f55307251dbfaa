// Makes docs/screenshots: the four main pages of a fresh installation, light and dark, wide and phone.
// Run with: npm run screenshots
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openProblem, seeVerdict, submit, visit, write } from '../tests/journeys/browser.ts';
import { install } from '../tests/journeys/installation.ts';

const TARGET = path.resolve(import.meta.dirname, '../docs/screenshots');
const WIDTHS = { 1440: 900, 768: 1024, 390: 844 } as const;
const SOLUTION = 'a, b = map(int, input().split())\nprint(a + b)\n';

mkdirSync(TARGET, { recursive: true });
const installation = await install();
const browser = await openBrowser();
try {
  for (const colorScheme of ['light', 'dark'] as const) await photograph(browser, installation.url, colorScheme);
} finally {
  await browser.close();
  await installation.remove();
}

async function photograph(browser: Browser, url: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const { page, context } = await visit(browser, url, { colorScheme });
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', SOLUTION.replace('+', '-'));
  await submit(page);
  await seeVerdict(page, 'Wrong Answer');
  const wrong = await page.getByRole('link', { name: 'Details' }).getAttribute('href');
  await shoot(page, 'submission', colorScheme, wrong ?? '');
  await page.setViewportSize({ width: 1440, height: 900 });
  await openProblem(page, 'a-plus-b');
  await write(page, 'Python', SOLUTION);
  await submit(page);
  await seeVerdict(page, 'Accepted');
  await shoot(page, 'problem', colorScheme);
  await shoot(page, 'list', colorScheme, '/');
  await shoot(page, 'history', colorScheme, '/history');
  await context.close();
}

async function shoot(page: Page, name: string, colorScheme: string, address?: string): Promise<void> {
  if (address !== undefined) await page.goto(address);
  for (const [width, height] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: Number(width), height });
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: path.join(TARGET, `${name}-${width}-${colorScheme}.png`) });
  }
}
