import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Debian's. */
export const CHROMIUM = '/usr/bin/chromium';

/** The flags keep it from talking to anybody but the page. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A visitor of her own: own session, own storage. What the page complains of is kept. */
export type Visitor = { page: Page; context: BrowserContext; complaints: string[] };

export async function visit(browser: Browser, url: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: url, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, context, complaints };
}

/** Replaces what is in the editor, as pasting would. */
export async function write(page: Page, language: string, code: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: language });
  await page.locator('.monaco-editor .view-lines').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(code);
}

export async function openProblem(page: Page, slug: string): Promise<void> {
  await page.goto(`/problems/${slug}`);
  await page.locator('.monaco-editor .view-lines').waitFor();
}

export function submit(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Submit', exact: true }).click();
}

/** Waits for the large line to say this. */
export async function seeVerdict(page: Page, verdict: string, timeout = 60_000): Promise<void> {
  await page.locator(`[data-verdict="${verdict}"]`).first().waitFor({ timeout });
}

/** How many the visitor has made, as far as one page of the history tells. */
export async function submissionsOf(page: Page): Promise<number> {
  const { items } = (await (await page.request.get('/api/history')).json()) as { items: unknown[] };
  return items.length;
}
