import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext } from 'playwright-core';
import { CHROMIUM, openBrowser } from '../../tests/journeys/browser.ts';
import type { Bench, BenchContext, Measurement } from '../frame/bench.ts';
import { measured, inTurns } from '../frame/measure.ts';
import { startProduct } from '../product.ts';
import { bundleMeasurements } from './bundle.ts';
import { observing, readTimings, type Timings } from './timings.ts';

/** `ready` is what a person waits for: the page is usable when it is there. */
type PageToLoad = { path: string; ready: string };

const PAGES = {
  'list of problems': { path: '/', ready: 'a[href^="/problems/"]' },
  'problem with editor': { path: '/problems/a-plus-b', ready: '.monaco-editor .view-line' },
  history: { path: '/history', ready: 'h1' },
} as const;

type PageName = keyof typeof PAGES;

/** The built page as Chromium sees it on this machine, first with an empty cache and then again. */
export const web: Bench = {
  name: 'web',
  description: 'sizes of the page; FCP, LCP, blocking time and time to an editor that works in Chromium, first and again',
  options: {},
  needs: ['chromium'],
  limitSeconds: 600,
  async measure(context) {
    const sizes = bundleMeasurements();
    if (!existsSync(CHROMIUM)) return { measurements: sizes };
    context.progress(0, 'starting the product');
    const { url } = await startProduct(context);
    const blank = await serveBlankPage(context);
    const browser = await openBrowser();
    context.release(() => browser.close());
    const rounds = context.quick ? 2 : 9;
    const names = Object.keys(PAGES) as PageName[];
    const loads = Object.fromEntries(names.map((name) => [name, () => loadTwice(browser, url, PAGES[name])]));
    const turns: Record<string, () => Promise<Loads>> = { ...loads, blank: () => loadTwice(browser, blank, { path: '/', ready: 'p' }) };
    const results = await inTurns(rounds, turns, (done, all, name) => context.progress(done / all, name));
    const measurements = names.flatMap((name) => pageMeasurements(name, results[name] ?? []));
    const blanks = results['blank'] ?? [];
    const group = 'for comparison: a page of one word';
    return {
      measurements: [
        ...sizes,
        ...measurements,
        measured(
          { id: 'blank.fcp', group, name: 'first contentful paint', unit: 'ms' },
          blanks.map(({ first }) => first.fcp),
        ),
      ],
    };
  },
};

type Loads = { first: Timings; again: Timings };

async function loadTwice(browser: Browser, url: string, { path, ready }: PageToLoad): Promise<Loads> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: url });
  await context.addInitScript({ content: observing(ready) });
  try {
    return { first: await load(context, path, ready), again: await load(context, path, ready) };
  } finally {
    await context.close();
  }
}

async function load(context: BrowserContext, path: string, ready: string): Promise<Timings> {
  const page = await context.newPage();
  await page.goto(path);
  const timings = await readTimings(page, ready);
  await page.close();
  return timings;
}

async function serveBlankPage({ release }: BenchContext): Promise<string> {
  const server = createServer((_, response) => void response.setHeader('content-type', 'text/html').end('<!doctype html><title>x</title><p>word</p>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  release(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const WORDS = { fcp: 'first contentful paint', lcp: 'largest contentful paint', ready: 'usable', blocking: 'blocking time until usable' } as const;

function pageMeasurements(name: PageName, loads: readonly Loads[]): Measurement[] {
  const id = name.replaceAll(' ', '-');
  return (['first', 'again'] as const).flatMap((which) => {
    const group = `${name}, ${which === 'first' ? 'with an empty cache' : 'again'}`;
    const timings = loads.map((one) => one[which]);
    const times = (Object.keys(WORDS) as (keyof typeof WORDS)[]).map((key) =>
      measured(
        { id: `${id}.${which}.${key}`, group, name: WORDS[key], unit: 'ms' },
        timings.map((one) => one[key]),
      ),
    );
    const transferred = measured(
      { id: `${id}.${which}.transferred`, group, name: 'transferred', unit: 'KiB' },
      timings.map((one) => one.bytes / 1024),
    );
    return [...times, transferred];
  });
}
