import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, stat, truncate, chmod } from 'node:fs/promises';
import type { Language, ProblemList, ProblemListQuery } from '@codearena/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newProblem, newViewer, type ProblemFixture } from './fixtures.contract.ts';
import { PASS_FAIL, type ProblemDefinition } from './problem.ts';
import type { ProblemStore, TestData, Viewer } from './stores.ts';

export type ProblemWorld = { problems: ProblemStore; testData: TestData; close(): Promise<void> };

const PYTHON: Language = { id: 'python', name: 'Python', version: '3.11', monaco: 'python', extension: 'py', timeMultiplier: 4, starterCode: 'pass' };
const CPP: Language = { ...PYTHON, id: 'cpp', name: 'C++', extension: 'cpp', timeMultiplier: 1, starterCode: 'int main() {}' };

export function problemStoreContract(create: () => Promise<ProblemWorld>): void {
  let world: ProblemWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.close());

  const save = ({ definition, data }: ProblemFixture): Promise<{ id: string; changed: boolean }> => world.problems.save(definition, data);

  describe('saving', () => {
    test('makes a problem that can be found by slug and by id', async () => {
      const fixture = newProblem({ tags: ['math', 'warm-up'], limits: { timeMs: 3_000, memoryMb: 128, outputKb: 64, sourceBytes: 1_000 } }, [
        ['1 2\n', '3\n'],
        ['4 5\n', '9\n'],
      ]);
      const { id, changed } = await save(fixture);
      expect(changed).toBe(true);
      const problem = await world.problems.find(fixture.definition.slug, newViewer(), [CPP, PYTHON]);
      const { slug, title, difficulty, tags, statement, limits } = fixture.definition;
      expect(problem).toEqual({
        id,
        slug,
        title,
        difficulty,
        tags,
        statement,
        translations: [],
        files: [],
        limits,
        acceptanceRate: null,
        solved: false,
        attempted: false,
        samples: [{ index: 1, input: '1 2\n', output: '3\n' }],
        testsTotal: 2,
        answerFiles: [],
        languages: [
          { id: 'cpp', name: 'C++', starterCode: 'int main() {}', fileName: 'main.cpp', timeLimitMs: 3_000 },
          { id: 'python', name: 'Python', starterCode: 'pass', fileName: 'main.py', timeLimitMs: 10_000 },
        ],
      });
      expect(await world.problems.find(id, newViewer(), [CPP, PYTHON])).toEqual(problem);
    });

    test('keeps every language and the files that anyone may have', async () => {
      const fixture = newProblem({ translations: [{ language: 'sv', title: 'Summa', statement: 'Addera.' }] }, [['1\n', 'the figure']]);
      const file = fixture.definition.tests[0]?.answer;
      if (!file) throw new Error('no test');
      fixture.definition.files = [{ name: 'a.png', kind: 'figure', mediaType: 'image/png', file }];
      const { id } = await save(fixture);
      expect(await world.problems.find(id, newViewer(), [])).toMatchObject({
        translations: [{ language: 'sv', title: 'Summa', statement: 'Addera.' }],
        files: [{ name: 'a.png', kind: 'figure', mediaType: 'image/png', bytes: 10 }],
      });
      for (const key of [id, fixture.definition.slug]) {
        const opened = await world.problems.openFile(key, 'a.png');
        const chunks: Uint8Array[] = [];
        for await (const chunk of opened?.content ?? []) chunks.push(chunk);
        expect([opened?.mediaType, Buffer.concat(chunks).toString()]).toEqual(['image/png', 'the figure']);
      }
      expect(await world.problems.openFile(id, 'b.png')).toBeNull();
      expect(await world.problems.openFile('no-such', 'a.png')).toBeNull();
    });

    test('shows of samples what is to be shown', async () => {
      const fixture = newProblem({}, [
        ['1\n', '2\n'],
        ['> a\n', '3\n'],
        ['4\n', '5\n'],
      ]);
      const [first, second, third] = fixture.definition.tests;
      if (!first || !second || !third) throw new Error('no tests');
      first.shown = { input: second.input, answer: second.answer };
      Object.assign(second, { sample: true, shown: { interaction: second.input } });
      Object.assign(third, { sample: true });
      const samplesOf = async () => (await world.problems.find((await save(fixture)).id, newViewer(), []))?.samples;
      expect(await samplesOf()).toEqual([
        { index: 1, input: '> a\n', output: '3\n' },
        { index: 2, input: '', output: '', interaction: '> a\n' },
        { index: 3, input: '4\n', output: '5\n' },
      ]);
      fixture.definition.kind = { ...fixture.definition.kind, interactive: true };
      expect((await samplesOf())?.map(({ index }) => index)).toEqual([1, 2]);
    });

    test('of answers takes files called like its secret tests, and no program', async () => {
      const fixture = newProblem({ kind: { ...PASS_FAIL, submitAnswer: true }, allowedLanguages: ['cpp'] }, [
        ['1\n', '2\n'],
        ['3\n', '4\n'],
      ]);
      const { id } = await save(fixture);
      const problem = await world.problems.find(id, newViewer(), [CPP]);
      expect(problem).toMatchObject({ answerFiles: ['2.out'], languages: [{ id: 'answer', name: 'Answers' }] });
      expect(problem?.languages).toHaveLength(1);
    });

    test('names code that is sent alone so that the problem’s own main program keeps its place', async () => {
      const fixture = newProblem();
      const [first] = fixture.definition.tests;
      if (!first) throw new Error('no test');
      fixture.definition.include = { cpp: [{ path: 'main.cpp', file: first.input, executable: false }] };
      const { id } = await save(fixture);
      const { languages } = (await world.problems.find(id, newViewer(), [CPP, PYTHON])) ?? {};
      expect(languages?.map(({ fileName }) => fileName)).toEqual(['solution.cpp', 'main.py']);
    });

    test('the same again changes nothing', async () => {
      const fixture = newProblem();
      const { id } = await save(fixture);
      const reordered = Object.fromEntries(Object.entries(fixture.definition).reverse()) as ProblemDefinition;
      const noData = {
        open: () => {
          throw new Error('test data is not needed again');
        },
      };
      expect(await world.problems.save(reordered, noData)).toEqual({ id, changed: false });
    });

    test('another version replaces it under the same id', async () => {
      const fixture = newProblem();
      const { id } = await save(fixture);
      const newer = newProblem({ slug: fixture.definition.slug, title: 'Newer', allowedLanguages: ['cpp'] }, [['7\n', '8\n']]);
      expect(await save(newer)).toEqual({ id, changed: true });
      expect(await world.problems.find(id, newViewer(), [CPP, PYTHON])).toMatchObject({
        title: 'Newer',
        samples: [{ input: '7\n' }],
        languages: [{ id: 'cpp' }],
      });
    });

    test('the same by several at once makes one', async () => {
      const fixture = newProblem();
      const saved = await Promise.all(Array.from({ length: 5 }, () => save(fixture)));
      expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
      expect(saved.filter(({ changed }) => changed)).toHaveLength(1);
    });

    test('of problems that share test data at once does not stand still', async () => {
      const contents = Array.from({ length: 10 }, (_, index): [string, string] => [`${randomUUID()}\n`, `${index}\n`]);
      await Promise.all([newProblem({}, contents), newProblem({}, contents.toReversed()), newProblem({}, contents)].map(save));
    });

    test('with data that is not what its hash says leaves nothing behind', async () => {
      const { definition } = newProblem({}, [[`${randomUUID()}\n`, 'x']]);
      const other = randomBytes(10);
      const liar = {
        async *open() {
          yield other;
        },
      };
      await expect(world.problems.save(definition, liar)).rejects.toMatchObject({ code: 'invalid_request' });
      expect(await world.problems.find(definition.slug, newViewer(), [])).toBeNull();
      const failing = {
        async *open(): AsyncGenerator<Uint8Array> {
          yield other;
          throw new Error('disk trouble');
        },
      };
      await expect(world.problems.save(definition, failing)).rejects.toThrow('disk trouble');
      expect(await world.problems.find(definition.slug, newViewer(), [])).toBeNull();
    });

    test('tells the content by which an import can skip it', async () => {
      const fixture = newProblem();
      await save(fixture);
      const before = (await world.problems.versions()).get(fixture.definition.slug);
      expect(before).toEqual(expect.any(String));
      await save({ ...fixture, definition: { ...fixture.definition, statement: 'Another.' } });
      expect((await world.problems.versions()).get(fixture.definition.slug)).not.toBe(before);
    });
  });

  describe('removing', () => {
    test('hides it; saving it again brings it back under the same id', async () => {
      const fixture = newProblem();
      const { id } = await save(fixture);
      const { slug } = fixture.definition;
      expect(await world.problems.remove(slug)).toBe(true);
      expect(await world.problems.remove(slug)).toBe(false);
      expect(await world.problems.find(slug, newViewer(), [])).toBeNull();
      expect((await world.problems.versions()).has(slug)).toBe(false);
      expect(await save(fixture)).toEqual({ id, changed: true });
      expect(await world.problems.find(slug, newViewer(), [])).toMatchObject({ id });
    });
  });

  test.each(['', 'no-such-problem', randomUUID()])('"%s" is not found', async (id) => {
    expect(await world.problems.find(id, newViewer(), [])).toBeNull();
  });

  describe('the list', () => {
    const viewer = newViewer();
    const mark = randomUUID();
    const titles: [string, ProblemDefinition['difficulty']][] = [
      ['Zebra', 'easy'],
      ['apple', 'hard'],
      ['Banana', 'easy'],
      ['100% Sure', 'medium'],
      ['Äpfel', 'medium'],
      ['Banana', 'easy'],
    ];
    beforeAll(async () => {
      for (const [title, difficulty] of titles) await save(newProblem({ title, difficulty, tags: [mark, title.toLowerCase()] }));
    });

    const pages = async (query: Omit<ProblemListQuery, 'cursor'>, who: Viewer = viewer): Promise<string[]> => {
      const found: string[] = [];
      let page: ProblemList | null = null;
      do {
        page = await world.problems.list({ tag: mark, ...query, cursor: page?.nextCursor ?? undefined }, who);
        found.push(...page.items.map((item) => item.title));
      } while (page.nextCursor !== null);
      return found;
    };

    test('is ordered by difficulty, then title, in pages without gaps or repetitions', async () => {
      const expected = ['Banana', 'Banana', 'Zebra', '100% Sure', 'Äpfel', 'apple'];
      for (const limit of [1, 2, 5, 6, 100]) expect(await pages({ limit })).toEqual(expected);
    });

    test('can be searched in titles and tags, word by word, whatever the case', async () => {
      expect(await pages({ limit: 10, search: 'BANA' })).toEqual(['Banana', 'Banana']);
      expect(await pages({ limit: 10, search: `  pp ${mark.slice(0, 8)} ` })).toEqual(['apple']);
      expect(await pages({ limit: 10, search: 'äpf' })).toEqual(['Äpfel']);
      expect(await pages({ limit: 10, search: '%' })).toEqual(['100% Sure']);
      expect(await pages({ limit: 10, search: '_' })).toEqual([]);
      expect(await pages({ limit: 10, search: '\\' })).toEqual([]);
    });

    test('can be filtered', async () => {
      expect(await pages({ limit: 1, difficulty: 'medium' })).toEqual(['100% Sure', 'Äpfel']);
      expect(await pages({ limit: 10, tag: 'zebra', search: mark })).toEqual(['Zebra']);
      expect(await pages({ limit: 10, tag: 'zeb' })).toEqual([]);
      expect(await pages({ limit: 10, status: 'todo' })).toHaveLength(6);
      expect(await pages({ limit: 10, status: 'solved' })).toEqual([]);
    });

    test('does not move while problems are added before the cursor', async () => {
      const first = await world.problems.list({ tag: mark, limit: 3 }, viewer);
      const early = newProblem({ title: 'Aaa', difficulty: 'easy', tags: [mark] });
      await save(early);
      const second = await world.problems.list({ tag: mark, limit: 3, cursor: first.nextCursor ?? '' }, viewer);
      expect(second.items.map((item) => item.title)).toEqual(['100% Sure', 'Äpfel', 'apple']);
      await world.problems.remove(early.definition.slug);
    });

    test('refuses cursors that lie', async () => {
      const { nextCursor } = await world.problems.list({ tag: mark, limit: 1 }, viewer);
      const cursor = nextCursor ?? '';
      const lies = ['', 'x', `${cursor}AAAA`, cursor.toUpperCase(), Buffer.from('["a","b"]').toString('base64url')];
      for (const lie of lies) {
        const asked = world.problems.list({ tag: mark, limit: 1, cursor: lie }, viewer);
        await expect(asked).rejects.toMatchObject({ code: 'invalid_request', errors: [{ path: 'cursor' }] });
      }
      await expect(world.problems.list({ tag: mark, difficulty: 'easy', limit: 1, cursor }, viewer)).rejects.toMatchObject({ code: 'invalid_request' });
    });
  });

  describe('test data', () => {
    test('comes as a complete, read-only file, of any size', async () => {
      const sizes = [0, 1, 1_048_575, 1_048_576, 1_048_577, 3_500_000];
      const texts = sizes.map((size) =>
        randomBytes(Math.ceil(size / 2))
          .toString('hex')
          .slice(0, size),
      );
      const fixture = newProblem(
        {},
        texts.map((text): [string, string] => [text, 'answer']),
      );
      await save(fixture);
      for (const [position, text] of texts.entries()) {
        const path = await world.testData.path(fixture.definition.tests[position]?.input ?? { sha256: '', bytes: 0 });
        expect((await readFile(path, 'latin1')) === text).toBe(true);
        expect((await stat(path)).mode & 0o222).toBe(0);
      }
    });

    test('is fetched once for many that ask at the same time', async () => {
      const fixture = newProblem({}, [[randomBytes(1_000_000).toString('hex'), 'x']]);
      await save(fixture);
      const file = fixture.definition.tests[0]?.input ?? { sha256: '', bytes: 0 };
      const paths = await Promise.all(Array.from({ length: 10 }, () => world.testData.path(file)));
      expect(new Set(paths).size).toBe(1);
    });

    test('that was cut short on disk is fetched again', async () => {
      const fixture = newProblem({}, [[`${randomUUID()}\n`, 'x']]);
      await save(fixture);
      const file = fixture.definition.tests[0]?.input ?? { sha256: '', bytes: 0 };
      const path = await world.testData.path(file);
      await chmod(path, 0o644);
      await truncate(path, 3);
      expect((await readFile(await world.testData.path(file))).length).toBe(file.bytes);
    });

    test('that nobody saved is an error', async () => {
      await expect(world.testData.path({ sha256: 'f'.repeat(64), bytes: 5 })).rejects.toMatchObject({ code: 'internal' });
    });
  });
}
