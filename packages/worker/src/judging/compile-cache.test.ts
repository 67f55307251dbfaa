import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox, Space, Work } from '@codearena/core';
import { openCompileCache, type Built, type CompileCache } from './compile-cache.ts';
import { createJudge, type Judge } from './judge.ts';
import { recordingObserver, runWork, startJudging, submissionWork, type JudgingFixture } from './judging.fixture.ts';

let directory: string;
let warnings: string[];
let machine: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'codearena-compiled-'));
  warnings = [];
  machine = 'one';
});
afterEach(() => rm(directory, { recursive: true }));

const open = (maxBytes = 1_000_000): Promise<CompileCache> =>
  openCompileCache({ directory, maxBytes, machine: () => machine, logger: { warn: (_, message) => void warnings.push(message) } });

const built = (text: string): Built => ({
  compilation: { ok: true, output: 'a warning', lasting: true },
  files: [{ path: 'main', executable: true, content: Buffer.from(text) }],
});
const key = (number: number): string => number.toString(16).padStart(64, '0');

async function kept(cache: CompileCache, number: number, text: string): Promise<void> {
  cache.keep(key(number), built(text));
  await cache.settled();
}

const textOf = (found: Built | undefined): string | undefined => found && Buffer.from(found.files[0]?.content ?? []).toString();

describe('the compile cache', () => {
  it('gives back what was kept, also after it was opened again', async () => {
    await kept(await open(), 1, 'binary');
    const found = await (await open()).find(key(1));
    expect(found?.compilation).toEqual(built('').compilation);
    expect(found?.files[0]).toMatchObject({ path: 'main', executable: true });
    expect(textOf(found)).toBe('binary');
    expect(await (await open()).find(key(2))).toBe(undefined);
  });

  it('believes no file that is not as it was written', async () => {
    const cache = await open();
    await kept(cache, 1, 'binary');
    const content = await readFile(join(directory, key(1)));
    content[content.length - 1] = (content.at(-1) ?? 0) ^ 1;
    await writeFile(join(directory, key(1)), content);
    expect(await cache.find(key(1))).toBe(undefined);
    expect(await readdir(directory)).toEqual([]);
    await kept(cache, 1, 'binary');
    await writeFile(join(directory, key(1)), content.subarray(0, 20));
    expect(await cache.find(key(1))).toBe(undefined);
  });

  it('holds no more than it may, and lets go what was not used for longest', async () => {
    const cache = await open(5_000);
    for (const number of [1, 2, 3]) await kept(cache, number, 'x'.repeat(1_400));
    await cache.find(key(1));
    await kept(cache, 4, 'x'.repeat(1_400));
    expect((await readdir(directory)).toSorted()).toEqual([key(1), key(3), key(4)]);
    await kept(cache, 5, 'x'.repeat(6_000));
    expect(await cache.find(key(5))).toBe(undefined);
  });

  it('complains once when nothing can be written, and goes on without', async () => {
    const cache = await open();
    await rm(directory, { recursive: true });
    await kept(cache, 1, 'binary');
    await kept(cache, 2, 'binary');
    expect(warnings).toHaveLength(1);
    expect(await cache.find(key(1))).toBe(undefined);
    directory = await mkdtemp(join(tmpdir(), 'codearena-compiled-'));
  });
});

describe('a judge with a compile cache', () => {
  let fixture: JudgingFixture;
  let compilations: number;
  let judge: Judge;
  let cache: CompileCache;
  beforeAll(async () => {
    fixture = await startJudging();
  });
  afterAll(() => fixture.stop());
  beforeEach(async () => {
    compilations = 0;
    cache = await open(50_000_000);
    judge = createJudge({ ...fixture, sandbox: counting(fixture.sandbox), compileCache: cache });
  });

  function counting(sandbox: Sandbox): Sandbox {
    const counted =
      (run: Space['run']): Space['run'] =>
      (command) => {
        if (command.profile === 'compile') compilations += 1;
        return run(command);
      };
    return { ...sandbox, open: async (options) => ((box) => ({ ...box, run: counted(box.run) }))(await sandbox.open(options)) };
  }

  async function judged(work: Work) {
    const observer = recordingObserver();
    const outcome = await judge.judge(work, observer);
    await cache.settled();
    const { executionTimeMs: _, memoryKb: __, testResults, ...rest } = outcome as Extract<typeof outcome, { kind: 'submission' }>;
    return {
      ...rest,
      statuses: (testResults as typeof testResults | undefined)?.map(({ status }) => status),
      steps: observer.heard.filter((step) => typeof step === 'string'),
    };
  }

  const ECHO = '#include <stdio.h>\n#warning said\nint main(void) { int n; scanf("%d", &n); printf("%d\\n", n); }\n';
  const problem = () => fixture.problem([['7', '7']]);

  it('does not compile a submission again that is judged again', async () => {
    const work = submissionWork('c', ECHO, await problem());
    const first = await judged(work);
    expect(first).toMatchObject({ verdict: 'Accepted', compileOutput: expect.stringContaining('#warning said') });
    expect(await judged(work)).toEqual(first);
    expect(compilations).toBe(1);
  });

  it('compiles for each session, so that nobody learns what others sent', async () => {
    const work = submissionWork('c', ECHO, await problem());
    await judged(work);
    await judged({ ...work, sessionId: 'another' });
    expect(compilations).toBe(2);
  });

  it('compiles once for a run and a submission of the same source, again when anything else differs', async () => {
    await judged(runWork('c', ECHO));
    await judged(submissionWork('c', ECHO, await problem()));
    expect(compilations).toBe(1);
    await judged(submissionWork('c', `${ECHO}\n`, await problem()));
    await judged(submissionWork('cpp', ECHO, await problem()));
    machine = 'two';
    await judged(submissionWork('c', ECHO, await problem()));
    expect(compilations).toBe(4);
  });

  it('looks again at what takes less to look at than to keep', async () => {
    const work = submissionWork('python', 'print(7)\n', await problem());
    const first = await judged(work);
    expect(await judged(work)).toEqual(first);
    expect(compilations).toBe(2);
    expect(await readdir(directory)).toEqual([]);
  });

  it('remembers what is wrong with a source', async () => {
    const work = submissionWork('c', 'int main(void) { return x; }\n', await problem());
    const first = await judged(work);
    expect(first.verdict).toBe('Compilation Error');
    expect(await judged(work)).toEqual(first);
    expect(compilations).toBe(1);
  });

  it('does not remember what a compiler says of the machine', async () => {
    const work = submissionWork('c', '#error cc1: out of memory allocating 65536 bytes\n', await problem());
    expect((await judged(work)).verdict).toBe('Compilation Error');
    await judged(work);
    expect(compilations).toBe(2);
  });

  it.for<[string, string]>([
    ['more files than can be kept', `for (let i = 0; i < 10_001; i++) fs.writeFileSync('f' + i, '')`],
    ['directories that are too deep', `fs.mkdirSync('d/'.repeat(20), { recursive: true })`],
    ['a file that is just too deep', `fs.mkdirSync('d/'.repeat(16), { recursive: true }); fs.writeFileSync('d/'.repeat(16) + 'f', '')`],
    ['names that are no text', `fs.writeFileSync(Buffer.alloc(200, 0xff), '')`],
  ])('judges what its compiler left %s, as often as it comes', async ([, leave]) => {
    const javascript = fixture.languages.get('javascript')!;
    const { toolchain } = javascript;
    const prepare: typeof toolchain.prepare = (source) => {
      const { compile, ...prepared } = toolchain.prepare(source);
      const [node] = prepared.run.argv;
      return { ...prepared, compile: compile && { ...compile, argv: [node, '-e', leave] } };
    };
    const languages = new Map([['javascript', { ...javascript, toolchain: { ...toolchain, prepare } }]]);
    judge = createJudge({ ...fixture, languages, sandbox: counting(fixture.sandbox), compileCache: cache });
    const work = submissionWork('javascript', 'console.log(7)', await problem());
    expect((await judged(work)).verdict).toBe('Accepted');
    expect((await judged(work)).verdict).toBe('Accepted');
    expect(compilations).toBe(2);
  });

  it('does not remember that a compiler ran into its limits', async () => {
    const endless = submissionWork('c', '#include "/dev/zero"\nint main(void) {}\n', await problem());
    const first = await judged(endless);
    expect(first.verdict).toBe('Compilation Error');
    await judged(endless);
    expect(compilations).toBe(2);
  });
});
