import { expect, it } from 'vitest';
import { completeDefinition, filesOf, PLAIN, type ProblemDefinition, type Program } from './problem.ts';

const file = (name: string) => ({ sha256: name.padEnd(64, '0'), bytes: 1 });
const program = (name: string): Program => ({ name, language: 'cpp', files: [{ path: `${name}.cpp`, file: file(name), executable: false }] });

const TOLERANT = { caseSensitive: false, spaceChangeSensitive: false, floatAbsoluteTolerance: 0.1, floatRelativeTolerance: null };
const OLD = {
  slug: 'old',
  title: 'Old',
  difficulty: 'easy' as const,
  tags: [],
  statement: '',
  limits: { timeMs: 1_000, memoryMb: 256, outputKb: 1_024, sourceBytes: 51_200 },
  validator: TOLERANT,
  tests: [{ name: 'secret/1', group: 'secret', sample: false, input: file('a'), answer: file('b'), validator: TOLERANT }],
  allowedLanguages: null,
};

it('completes a definition from before validators had kinds', () => {
  expect(completeDefinition(OLD)).toEqual({
    ...OLD,
    ...PLAIN,
    validator: { kind: 'default', ...TOLERANT },
    tests: [{ ...OLD.tests[0], validator: { kind: 'default', ...TOLERANT } }],
  });
});

it('leaves a definition of today as it is', () => {
  const today = completeDefinition(OLD);
  expect(completeDefinition(JSON.parse(JSON.stringify(today)) as ProblemDefinition)).toEqual(today);
});

it('names every file that judging needs, each once', () => {
  const definition: ProblemDefinition = {
    ...completeDefinition(OLD),
    tests: [
      {
        ...OLD.tests[0]!,
        files: [{ path: 'data.txt', file: file('extra'), executable: false }],
        shown: { interaction: file('shown') },
        validator: { kind: 'default', ...TOLERANT },
      },
    ],
    validator: { kind: 'custom', protocol: 'icpc', programs: [program('check'), program('check')], arguments: [], interactor: program('talk') },
    staticValidator: program('static'),
    groups: [
      {
        name: '',
        onReject: 'break',
        requires: [],
        staticValidation: null,
        rule: { kind: 'custom', program: program('grade'), arguments: [], acceptScore: 1, rejectScore: 0, range: { least: null, most: null } },
      },
    ],
    include: { cpp: [{ path: 'glue.h', file: file('glue'), executable: false }] },
    files: [{ name: 'a.png', kind: 'figure', mediaType: 'image/png', file: file('figure') }],
  };
  const names = filesOf(definition).map(({ sha256 }) => sha256.replace(/0+$/, ''));
  expect(names).toEqual(['a', 'b', 'extra', 'shown', 'check', 'talk', 'static', 'grade', 'glue', 'figure']);
});
