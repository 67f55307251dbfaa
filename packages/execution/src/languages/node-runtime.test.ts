import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectLanguages, LANGUAGES } from './index.ts';
import { createWorkbench, said, type Workbench } from './testing.ts';

const detections = await detectLanguages(LANGUAGES.filter(({ id }) => id === 'javascript' || id === 'typescript'));
const missing = detections.flatMap((detection) => ('missing' in detection ? [detection.missing] : []));

describe.skipIf(missing.length > 0)(['JavaScript and TypeScript', ...missing].join(': '), () => {
  const [javascript, typescript] = detections.flatMap((detection) => ('toolchain' in detection ? [detection] : []));
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await createWorkbench(detections);
  });
  afterAll(() => workbench?.stop());

  async function outcome(language: typeof javascript, ...texts: string[]) {
    if (!language) throw new Error('no toolchain');
    const built = await workbench.build(language, ...texts);
    if (said(built.compiled)) return { complaint: said(built.compiled) };
    const execution = await workbench.start(built, '20 22\n');
    return { ending: execution.ending, output: said(execution) };
  }

  const answered = { ending: { kind: 'exited', code: 0 }, output: '42\n' };
  const READ = "const [a, b] = fs.readFileSync(0, 'utf8').split(' ').map(Number);\n";

  it.each([
    ['require', `const fs = require('fs');\n${READ}console.log(a + b);\n`],
    ['import', `import fs from 'node:fs';\n${READ}console.log(a + b);\n`],
    ['import and require together', `import fs from 'fs';\nconst { EOL } = require('os');\n${READ}process.stdout.write(a + b + EOL);\n`],
    ['require and await at the top', `const fs = require('fs');\n${READ}console.log(await Promise.resolve(a + b));\n`],
    ['a first line for the shell', `#!/usr/bin/env node\nconst fs = require('fs');\n${READ}console.log(a + b);\n`],
    ['return at the top', `const fs = require('fs');\n${READ}console.log(a + b);\nreturn;\n`],
    ['readline', "require('readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(eval(line.replace(' ', '+'))));\n"],
  ])('runs JavaScript with %s', async (_name, text) => {
    expect(await outcome(javascript, text)).toEqual(answered);
  });

  it.each([
    ['import', `import * as fs from 'fs';\n${READ}console.log(a + b);\n`],
    ['import = require', `import fs = require('fs');\n${READ}console.log(a + b);\n`],
    ['require', `const fs = require('fs');\n${READ}console.log(a + b);\n`],
    ['await at the top', `import fs from 'fs';\n${READ}console.log(await Promise.resolve(a + b));\n`],
    ['implicit any', `import fs from 'fs';\n${READ}function add(x, y) { return x + y; }\nconsole.log(add(a, b));\n`],
    ['names of the browser and of other scripts', `import fs from 'fs';\n${READ}const name = a, status = b;\nconsole.log(name + status);\n`],
  ])('runs TypeScript with %s', async (_name, text) => {
    expect(await outcome(typescript, text)).toEqual(answered);
  });

  it('shows a wrong line of an ES module, too', async () => {
    expect(await outcome(javascript, "import fs from 'fs';\nlet x = ;\n")).toEqual({ complaint: expect.stringMatching(/main\.js:2\n.*\n +\^\n\nSyntaxError/) });
  });

  it('runs several files, starting with the first by name', async () => {
    const main =
      "const { add } = require('./file1.js');\nconst [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);\nconsole.log(add(a, b));\n";
    expect(await outcome(javascript, main, 'exports.add = (a, b) => a + b;\n')).toEqual(answered);
  });

  it('does not take an abort for the heap limit', async () => {
    expect(await outcome(javascript, 'process.abort();\n')).toMatchObject({ ending: { kind: 'exited', code: 134 } });
  });
});
