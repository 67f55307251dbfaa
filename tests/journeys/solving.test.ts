import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openProblem, seeVerdict, submit, visit, write, type Visitor } from './browser.ts';
import { installToVisit, type Visited } from './installation.ts';

let installation: Visited;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  installation = await installToVisit();
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await installation?.remove();
});
afterEach(() => visitor.context.close());

async function solver(slug = 'a-plus-b') {
  visitor = await visit(browser, installation.url);
  await openProblem(visitor.page, slug);
  return visitor.page;
}

const SOLUTIONS = {
  'C++': '#include <iostream>\nint main() { long long a, b; std::cin >> a >> b; std::cout << a + b << "\\n"; }\n',
  Python: 'a, b = map(int, input().split())\nprint(a + b)\n',
  Java: 'import java.util.*;\npublic class Main {\n  public static void main(String[] args) {\n    Scanner in = new Scanner(System.in);\n    System.out.println(in.nextLong() + in.nextLong());\n  }\n}\n',
  JavaScript: "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(BigInt);\nconsole.log(String(a + b));\n",
};

describe('solving a problem in the browser', () => {
  it.each(Object.entries(SOLUTIONS))('accepts a right solution in %s, with a cell for each test', async (language, code) => {
    const page = await solver();
    await write(page, language, code);
    await submit(page);
    await seeVerdict(page, 'Accepted');
    const cells = page.getByRole('group', { name: 'Tests', exact: true }).first().getByRole('button');
    expect(await cells.count()).toBeGreaterThan(5);
    await page.goto('/');
    await page.getByRole('img', { name: 'Solved' }).first().waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('shows a wrong answer with expected and own output of the sample', async () => {
    const page = await solver();
    await write(page, 'Python', 'a, b = map(int, input().split())\nprint(a - b)\n');
    await submit(page);
    await seeVerdict(page, 'Wrong Answer');
    await page.getByRole('region', { name: 'Expected output beside yours' }).waitFor();
  });

  it('marks the line of a compile error in the editor', async () => {
    const page = await solver();
    await write(page, 'C++', '#include <iostream>\nint main() {\n  undeclared = 1;\n}\n');
    await submit(page);
    await seeVerdict(page, 'Compilation Error');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  });

  it('ends an endless program with a time limit', async () => {
    const page = await solver();
    await write(page, 'C++', 'int main() { volatile int i = 0; for (;;) i = i + 1; }\n');
    await submit(page);
    await seeVerdict(page, 'Time Limit Exceeded');
  });

  it('runs with own input by the keyboard alone and shows what was printed', async () => {
    const page = await solver();
    await write(page, 'Python', 'print(int(input()) ** 2)\n');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Test input' }).click();
    await page.getByRole('textbox', { name: 'Test input' }).fill('12\n');
    await page.keyboard.press("Control+'");
    await page.getByText('144', { exact: true }).waitFor();
  });

  it('submits with Ctrl+Enter from inside the editor', async () => {
    const page = await solver();
    await write(page, 'Python', SOLUTIONS.Python);
    await page.keyboard.press('Control+Enter');
    await seeVerdict(page, 'Accepted');
  });

  it('goes on showing the judging after a reload in its middle', async () => {
    const page = await solver();
    await write(page, 'Python', 'import time\na, b = map(int, input().split())\ntime.sleep(0.4)\nprint(a + b)\n');
    await submit(page);
    await seeVerdict(page, 'Running');
    await page.reload();
    await seeVerdict(page, 'Running');
    await seeVerdict(page, 'Accepted');
  });

  it('heals a lost connection by itself and shows what happened meanwhile', async () => {
    const page = await solver();
    await write(page, 'Python', 'import time\na, b = map(int, input().split())\ntime.sleep(0.4)\nprint(a + b)\n');
    await submit(page);
    await seeVerdict(page, 'Running');
    await visitor.context.setOffline(true);
    await page
      .getByRole('status', { name: 'Connection' })
      .getByText(/lost|offline/)
      .waitFor();
    await visitor.context.setOffline(false);
    await seeVerdict(page, 'Accepted');
    await page
      .getByRole('status', { name: 'Connection' })
      .getByText(/lost|offline/)
      .waitFor({ state: 'hidden' });
  });

  it('keeps the draft over a reload, for each language its own', async () => {
    const page = await solver();
    await write(page, 'Python', '# my python draft\n');
    await write(page, 'C++', '// my c++ draft\n');
    await page.reload();
    await page.getByText('// my c++ draft').waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Python' });
    await page.getByText('# my python draft').waitFor();
  });

  it('opens a submission at its own address, and shows it to nobody else', async () => {
    const page = await solver();
    await write(page, 'Python', SOLUTIONS.Python);
    await submit(page);
    await seeVerdict(page, 'Accepted');
    await page.getByRole('link', { name: 'Details' }).click();
    await page.waitForURL('**/submissions/*');
    await page.getByRole('region', { name: 'Submitted code' }).waitFor();
    const stranger = await visit(browser, installation.url);
    await stranger.page.goto(new URL(page.url()).pathname);
    await stranger.page.getByText('There is no such submission').waitFor();
    await stranger.context.close();
  });

  it('lists the history and filters it by the address', async () => {
    const page = await solver();
    await write(page, 'Python', 'print(0)\n');
    await submit(page);
    await seeVerdict(page, 'Wrong Answer');
    await write(page, 'Python', SOLUTIONS.Python);
    await submit(page);
    await seeVerdict(page, 'Accepted');
    await page.goto('/history');
    const rows = page.getByRole('link', { name: /A plus B/ });
    await rows.nth(1).waitFor();
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption('Accepted');
    await page.waitForURL(/Accepted/);
    await expect.poll(() => rows.count()).toBe(1);
  });
});
