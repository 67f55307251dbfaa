import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USUAL_INSTALLATION_LIMITS, type BoxFile, type InstalledLanguage, type Sandbox } from '@codearena/core';
import { buildLauncher, createMachine, createNativeSandbox, detectLanguages, LANGUAGES, requiredMounts } from '@codearena/execution';
import { verifyPackages } from '../verify/verify.ts';
import { withBox } from './box.ts';
import { compile, type Compilation } from './compilation.ts';

/** What is made ahead of compilations may change nothing but the time that they take. */
const PROBLEMS = join(import.meta.dirname, '../../../../problems');
const ACCELERATED = ['cpp', 'java'];

let directory: string;
let sandbox: Sandbox;
let usual: ReadonlyMap<string, InstalledLanguage>;
let accelerated: ReadonlyMap<string, InstalledLanguage>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'codearena-shortcuts-'));
  const definitions = LANGUAGES.filter(({ id }) => [...ACCELERATED, 'c', 'python'].includes(id));
  const detect = () => detectLanguages(definitions, createMachine({ cacheDirectory: directory }));
  const [without, detections] = await Promise.all([detect(), detect()]);
  [usual, accelerated] = [byId(without), byId(detections)];
  sandbox = createNativeSandbox({ lanes: 2, mounts: requiredMounts(detections), launcherPath: await buildLauncher() });
  await sandbox.start();
  for (const { toolchain } of accelerated.values())
    for (const accelerator of toolchain.accelerators ?? []) await accelerator.start(new AbortController().signal);
}, 600_000);

afterAll(async () => {
  await sandbox.stop();
  await rm(directory, { recursive: true });
});

function byId(detections: Awaited<ReturnType<typeof detectLanguages>>): Map<string, InstalledLanguage> {
  return new Map(detections.flatMap((detection) => ('toolchain' in detection ? [[detection.definition.id, detection] as const] : [])));
}

const BEGINS_WITH_A_LARGE_HEADER = /^(\s|\/\/.*\n)*#include <(bits\/stdc\+\+\.h|iostream)>/;

type Program = { name: string; language: string; text: string };
type Compiled = { compilation: Compilation; files: BoxFile[]; tookShortcut: boolean };

describe('a shortcut through the compiler', () => {
  it('gives the same files, byte for byte, and the same words for every submission of the jury', async () => {
    const programs = await juryPrograms();
    expect(programs.length).toBeGreaterThan(50);
    const shortcuts = await compareAll(programs);
    expect(shortcuts).toBe(programs.filter(({ language, text }) => language === 'java' || BEGINS_WITH_A_LARGE_HEADER.test(text)).length);
    expect(shortcuts).toBeGreaterThan(20);
  }, 1_800_000);

  it('gives the same words for sources with a mistake', async () => {
    const faulty = (await juryPrograms()).map(withoutOneToken);
    await compareAll([...faulty, ...TRICKY]);
  }, 1_800_000);

  it('gives every submission of the jury the verdict that it has without', async () => {
    const packages = (await readdir(PROBLEMS, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => join(PROBLEMS, name));
    const verdicts = async (languages: typeof usual) => {
      const { problems } = await verifyPackages(packages, { sandbox, languages, installation: USUAL_INSTALLATION_LIMITS });
      return problems.flatMap((problem) =>
        'submissions' in problem ? problem.submissions.map(({ path, actual, score }) => [problem.path, path, actual, score]) : [problem],
      );
    };
    const [without, withShortcuts] = [await verdicts(usual), await verdicts(accelerated)];
    expect(withShortcuts).toEqual(without);
  }, 3_600_000);
});

/** How many took the shortcut. */
async function compareAll(programs: readonly Program[]): Promise<number> {
  let shortcuts = 0;
  const waiting = [...programs];
  const compareNext = async (): Promise<void> => {
    for (let program = waiting.shift(); program; program = waiting.shift()) {
      const [slow, fast] = [await compileIn(usual, program), await compileIn(accelerated, program)];
      expect({ name: program.name, ...fast.compilation }).toEqual({ name: program.name, ...slow.compilation });
      expect(fast.files.map(({ path }) => path)).toEqual(slow.files.map(({ path }) => path));
      for (const [index, { path, content }] of fast.files.entries())
        expect(Buffer.compare(content, slow.files[index]?.content ?? Buffer.alloc(0)), `${program.name}: ${path}`).toBe(0);
      if (fast.tookShortcut) shortcuts += 1;
    }
  };
  await Promise.all(Array.from({ length: sandbox.lanes() }, compareNext));
  return shortcuts;
}

async function compileIn(languages: typeof usual, { language, text }: Program): Promise<Compiled> {
  const installed = languages.get(language);
  if (!installed) throw new Error(`${language} is not installed`);
  const path = `main.${installed.definition.extensions[0]}`;
  const { files, compile: step } = installed.toolchain.prepare({ files: [{ path, text }], memoryBytes: 256 << 20 });
  if (!step) throw new Error(`${language} compiles nothing`);
  return withBox(sandbox, undefined, async (box) => {
    await box.write(files);
    const compilation = await compile(box, step);
    return { compilation, files: await box.snapshot(), tookShortcut: step.shortcut !== undefined };
  });
}

async function juryPrograms(): Promise<Program[]> {
  const paths = await readdir(PROBLEMS, { recursive: true });
  const programs = paths.toSorted().flatMap((path) => {
    const language = LANGUAGES.find(({ id, extensions }) => ACCELERATED.includes(id) && extensions.some((extension) => path.endsWith(`.${extension}`)));
    return language && path.includes('/submissions/') ? [{ path, language: language.id }] : [];
  });
  return Promise.all(programs.map(async ({ path, language }) => ({ name: path, language, text: await readFile(join(PROBLEMS, path), 'utf8') })));
}

/** Leaves out a word or sign, another one in each program. */
function withoutOneToken(program: Program, index: number): Program {
  const body = program.text.indexOf('main(');
  const tokens = [...program.text.slice(body).matchAll(/\w+|[^\s\w]/g)];
  const token = tokens[(index * 37 + 11) % tokens.length];
  const at = body + (token?.index ?? 0);
  return { ...program, name: `${program.name} without "${token?.[0]}"`, text: program.text.slice(0, at) + program.text.slice(at + (token?.[0].length ?? 0)) };
}

const cpp = (name: string, text: string): Program => ({ name, language: 'cpp', text });

const TRICKY: Program[] = [
  cpp(
    'a macro that changes the header',
    '#define private public\n#include <bits/stdc++.h>\nint main() { std::vector<int> v; return v._M_impl._M_start != nullptr; }\n',
  ),
  cpp('a header with checks', '#define _GLIBCXX_DEBUG\n#include <bits/stdc++.h>\nint main() { std::vector<int> v(1); return v[0]; }\n'),
  cpp(
    'options before the header',
    '#pragma GCC optimize("O3,unroll-loops")\n#pragma GCC target("avx2")\n#include <bits/stdc++.h>\nint a[64];\nint main() { for (int& x : a) x *= 3; return a[5]; }\n',
  ),
  cpp(
    'options after the header',
    '#include <bits/stdc++.h>\n#pragma GCC optimize("O3,unroll-loops")\n#pragma GCC target("avx2")\nusing namespace std;\nint a[64];\nint main() { for (int& x : a) x *= 3; vector<int> v(a, a + 64); sort(v.begin(), v.end()); cout << v[3]; }\n',
  ),
  cpp(
    'a message that leads into the header',
    '#include <bits/stdc++.h>\nstruct T { int a; };\nint main() { std::vector<T> v; std::sort(v.begin(), v.end()); }\n',
  ),
  cpp(
    'a message that leads into another header',
    '/* first */ // second\n#include <iostream>\n#include <set>\nstruct T { int a; };\nint main() { std::set<T> s; s.insert(T{1}); std::cout << T{}; }\n',
  ),
  cpp(
    'warnings',
    '#include <bits/stdc++.h>\nint main() { char b[4]; memset(b, 0, 400); strcpy(b, "far too long for it"); std::cout << b << (1 << 40); }\n#warning as asked for\n',
  ),
  cpp('a warning about what is obsolete', '#include <bits/stdc++.h>\nint main() { std::auto_ptr<int> p; return p.get() != nullptr; }\n'),
  cpp(
    'names of the file',
    '#include <iostream>\n#include <source_location>\nint main() { std::cout << __FILE__ << __LINE__ << __COUNTER__ << __INCLUDE_LEVEL__ << __BASE_FILE__ << std::source_location::current().file_name(); }\n',
  ),
  cpp(
    'a macro named like one of the header',
    '#include <bits/stdc++.h>\n#define min(a, b) a\n#undef assert\n#define INT_MAX 3\nint main() { return min(INT_MAX, 2) - INT_MAX; }\n',
  ),
  cpp('a local header with that name', '#include "bits/stdc++.h"\nint main() { std::cout << 1; }\n'),
  cpp('an error in the first line', '#include <bits/stdc++.h> int\nint main() { std::cout << 1 }\n'),
];
