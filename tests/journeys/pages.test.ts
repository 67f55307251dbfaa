import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openProblem, seeVerdict, submit, visit, write } from './browser.ts';
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

const LOADED = {
  '/': (page: Page) => page.getByRole('link', { name: /A plus B/ }).waitFor(),
  '/problems/a-plus-b': (page: Page) => page.getByRole('heading', { name: 'A plus B' }).first().waitFor(),
  '/history': (page: Page) => page.getByText(/not submitted anything yet/).waitFor(),
  '/help': (page: Page) => page.getByRole('heading', { name: 'Languages' }).waitFor(),
  '/nowhere': (page: Page) => page.getByText('There is no such page').waitFor(),
};

const SIZES = { phone: { width: 390, height: 844 }, wide: { width: 1440, height: 900 } };

describe.each(['light', 'dark'] as const)('every page in %s', (colorScheme) => {
  describe.each(Object.entries(SIZES))('on a %s screen', (_name, viewport) => {
    it.each(Object.entries(LOADED))('%s is accessible and fits the screen', async (path, loaded) => {
      const { page, context } = await visit(browser, installation.url, { colorScheme, viewport, reducedMotion: 'reduce' });
      await page.goto(path);
      await loaded(page);
      await expectAccessible(page);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await context.close();
    });
  });

  it('a verdict, its page and the history are accessible and show everything at every width', async () => {
    const { page, context } = await visit(browser, installation.url, { colorScheme, reducedMotion: 'reduce' });
    await openProblem(page, 'a-plus-b');
    await write(page, 'Python', 'print(1)\n');
    await submit(page);
    await seeVerdict(page, 'Wrong Answer');
    await page.getByRole('button', { name: 'Submit', exact: true }).hover();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Details' }).click();
    await page.getByRole('region', { name: 'Submitted code' }).waitFor();
    await expectAccessible(page);
    const table = page.getByRole('region', { name: 'Tests in detail' });
    for (const width of [390, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await table.evaluate(isWiderThanItsPlace)]).toEqual([width, false]);
    }
    await page.goto('/history');
    const name = page
      .getByText(/^A plus B/)
      .filter({ visible: true })
      .first();
    for (const width of [390, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await name.waitFor();
      expect([width, await name.evaluate(isWiderThanItsPlace)]).toEqual([width, false]);
    }
    await context.close();
  });
});

function isWiderThanItsPlace({ scrollWidth, clientWidth }: { scrollWidth: number; clientWidth: number }): boolean {
  return scrollWidth > clientWidth;
}

async function expectAccessible(page: Page): Promise<void> {
  // A colour on its way from one to another is nobody's choice.
  await expect.poll(() => page.evaluate('document.getAnimations().every((animation) => animation.playState !== "running")')).toBe(true);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
}
