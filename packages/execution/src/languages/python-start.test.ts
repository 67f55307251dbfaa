import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectLanguages } from './index.ts';
import { python } from './python.ts';
import { createWorkbench, said, type Workbench } from './testing.ts';

const detections = await detectLanguages([python]);
const [detection] = detections.flatMap((found) => ('toolchain' in found ? [found] : []));

const PROGRAMS: Record<string, string> = {
  'an error in the first line': '1 / 0\n',
  'an error in a function, far below': `def f(n):\n    return f(n - 1) if n else [][1]\n\n\n\nprint("before")\nf(3)\n`,
  'exit with a number': 'print(exit, quit, help)\nexit(3)\n',
  'quit with words': 'quit("no more")\n',
  'words about itself': 'print(copyright)\n',
  'what must come first':
    '"""A text about it."""\nfrom __future__ import annotations\nfrom __future__ import generator_stop\n\nx: unknown = 1\nprint(__doc__, __annotations__)\n',
  'only a text': '"""A text about it."""\n',
  nothing: '',
  'all names': 'print(sorted(globals()), __name__)\n',
  'a frame that looks for others': 'import traceback\ntraceback.print_stack()\n',
  'modules of its own': 'import collections, heapq, bisect, itertools, math, random, re\nprint(math.gcd(12, 18), re.sub("a", "b", "aa"))\n',
  'a module that there is not': 'import nowhere_to_be_found\n',
  'a part of a module that there is not': 'import os.nowhere\n',
  'a module that there is not, expected': 'try:\n    import nowhere\nexcept ImportError as error:\n    print(error)\nimport sys\nprint(sys.path)\n',
  'a package that may be installed': 'import pkg_resources\nprint(pkg_resources.__file__)\n',
  'a module that may be installed, and its version': 'import yaml\nprint(yaml.__version__)\n',
};

describe.skipIf(!detection)(`Python started without looking for packages${detection ? '' : ' (needs python3)'}`, () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await createWorkbench(detections);
  });
  afterAll(() => workbench?.stop());

  it.each(Object.entries(PROGRAMS))('does what it does as usual: %s', async (_name, text) => {
    if (!detection) throw new Error('not here');
    const built = await workbench.build(detection, text);
    expect(said(built.compiled)).toBe('');
    const [interpreter] = built.run.argv;
    const usual = await workbench.start({ ...built, run: { ...built.run, argv: [interpreter, '-E', '-s', '-B', '/box/main.py'] } }, '');
    const ours = await workbench.start(built, '');
    expect([said(ours), ours.ending]).toEqual([said(usual), usual.ending]);
  });

  it('looks for packages once something is imported that only they can have', async () => {
    if (!detection) throw new Error('not here');
    const text = `import os, site, sys
os.mkdir('packages')
with open('packages/late.py', 'w') as file:
    file.write('NAME = "late"')
site.main = lambda: (print('looked'), sys.path.append(os.path.abspath('packages')))
import heapq
import late
print(late.NAME)
`;
    const execution = await workbench.start(await workbench.build(detection, text), '');
    expect([said(execution), execution.ending]).toEqual(['looked\nlate\n', { kind: 'exited', code: 0 }]);
  });
});
