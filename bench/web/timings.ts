import type { Page } from 'playwright-core';

/** Milliseconds since the navigation began; `blocking`: of tasks over 50 ms what is over, as Lighthouse counts it; `bytes`: over the network. */
export type Timings = { fcp: number; lcp: number; ready: number; blocking: number; bytes: number };

const TIMEOUT_MS = 30_000;

/**
 * Runs in the page before all else, and is therefore text: notes what the browser tells, and in which frame the element that
 * a person waits for was there.
 */
export function observing(selector: string): string {
  return `{
  const noted = { lcp: 0, tasks: [], ready: 0 };
  globalThis.benchTimings = noted;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) noted.lcp = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) noted.tasks.push({ startTime, duration }); }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector(${JSON.stringify(selector)})) noted.ready = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;
}

const READ = `(() => {
  const { lcp, tasks, ready } = globalThis.benchTimings;
  const fcp = performance.getEntriesByName('first-contentful-paint')[0].startTime;
  const during = tasks.filter(({ startTime }) => startTime >= fcp && startTime < ready);
  const blocking = during.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0);
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return { fcp, lcp, ready, blocking, bytes: entries.reduce((sum, { transferSize }) => sum + transferSize, 0) };
})()`;

/** When the page is usable and the network has been quiet for a moment, so that late paints are in. */
export async function readTimings(page: Page, selector: string): Promise<Timings> {
  await page.locator(selector).first().waitFor({ state: 'attached', timeout: TIMEOUT_MS });
  await page.waitForLoadState('networkidle');
  return (await page.evaluate(READ)) as Timings;
}
