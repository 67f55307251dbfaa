import type { TestCase, TestGroup } from '@codearena/core';
import type { DataCollector } from '../data-collector.ts';
import { PackageError } from '../package-error.ts';
import type { PackageFile, PackageFiles } from '../package-files.ts';
import { child, children, type XmlElement } from './xml.ts';

/** `declared` is the group as Polygon names it. */
export type PolygonTest = { name: string; group: string; declared: string; sample: boolean; points: number; input: PackageFile; answer: PackageFile };
export type PolygonTests = { tests: PolygonTest[]; groups: TestGroup[]; scoring: boolean };

/**
 * The tests of a test set, samples first, and how points are given: `complete-group` all or nothing, `each-test` for
 * every test on its own. Groups depend on others as Polygon says.
 */
export function readPolygonTests(files: PackageFiles, testset: XmlElement): PolygonTests {
  const entries = children(testset, 'tests', 'test');
  if (entries.length === 0) throw new PackageError('problem.xml', 'the test set has no tests', testset.line);
  const scoring = entries.some((entry) => Number(entry.attributes['points'] ?? 0) > 0);
  const tests = entries.map((entry, index) => readTest(files, testset, entry, index + 1));
  const ordered = [...tests.filter((test) => test.sample), ...tests.filter((test) => !test.sample)];
  return { tests: ordered, groups: scoring ? pointGroups(testset, tests) : [], scoring };
}

function readTest(files: PackageFiles, testset: XmlElement, entry: XmlElement, number: number): PolygonTest {
  const path = (key: string, fallback: string) => numbered(child(testset, key)?.text.trim() || fallback, number);
  const inputPath = path('input-path-pattern', 'tests/%02d');
  const input = files.find(inputPath);
  const answer = files.find(path('answer-path-pattern', 'tests/%02d.a'));
  if (!input) throw new PackageError(inputPath, 'is missing: only the full package of a problem has its generated tests');
  if (!answer) throw new PackageError(inputPath, 'has no answer file: only the full package of a problem has the answers');
  const points = Number(entry.attributes['points'] ?? 0) || 0;
  const sample = entry.attributes['sample'] === 'true' && points === 0;
  const group = entry.attributes['group'] ?? '';
  const directory = sample ? 'sample' : group === '' ? 'secret' : `secret/${group}`;
  return { name: `${directory}/${inputPath.slice(inputPath.lastIndexOf('/') + 1)}`, group: directory, declared: group, sample, points, input, answer };
}

/** `tests/%02d` as printf has it. */
function numbered(pattern: string, number: number): string {
  return pattern.replace(/%(0?)(\d*)d/, (_, zero: string, width: string) => String(number).padStart(Number(width || 0), zero === '' ? ' ' : '0'));
}

const sumOf = (tests: readonly PolygonTest[]) => tests.reduce((sum, test) => sum + test.points, 0);

function pointGroups(testset: XmlElement, tests: readonly PolygonTest[]): TestGroup[] {
  const secret = tests.filter((test) => !test.sample);
  const declared = new Map(children(testset, 'groups', 'group').map((group) => [`secret/${group.attributes['name'] ?? ''}`, group]));
  const names = [...new Set(secret.map((test) => test.group))].filter((name) => name !== 'secret');
  const loose = secret.filter((test) => test.group === 'secret');
  const asSample = new Set(tests.filter((test) => test.sample).map((test) => test.declared));
  const groupName = (group: string) => (names.includes(`secret/${group}`) ? [`secret/${group}`] : asSample.has(group) ? ['sample'] : []);
  const inGroup = (name: string) => secret.filter((test) => test.group === name);
  return [
    points('secret', 'sum', sumOf(secret), evenShare(loose), []),
    ...eachTestApart(loose),
    ...names.flatMap((name) => groupOf(name, declared.get(name), inGroup(name), groupName)),
  ];
}

function groupOf(name: string, declared: XmlElement | undefined, tests: readonly PolygonTest[], groupName: (group: string) => string[]): TestGroup[] {
  const requires = children(declared, 'dependencies', 'dependency').flatMap((dependency) => groupName(dependency.attributes['group'] ?? ''));
  if (declared?.attributes['points-policy'] === 'complete-group') return [points(name, 'pass-fail', sumOf(tests), null, requires)];
  return [points(name, 'sum', sumOf(tests), evenShare(tests), requires), ...eachTestApart(tests)];
}

function points(name: string, aggregation: 'sum' | 'pass-fail', maxScore: number, testMaxScore: number | null, requires: string[]): TestGroup {
  return {
    name,
    onReject: aggregation === 'sum' ? 'continue' : 'break',
    rule: { kind: 'points', aggregation, maxScore, testMaxScore },
    requires,
    staticValidation: null,
  };
}

function isEven(tests: readonly PolygonTest[]): boolean {
  return tests.every((test) => test.points === tests[0]?.points);
}

function evenShare(tests: readonly PolygonTest[]): number | null {
  return tests[0] && isEven(tests) ? tests[0].points : null;
}

/** Tests with points of their own, where those of one group differ, become groups of one test. */
function eachTestApart(tests: readonly PolygonTest[]): TestGroup[] {
  if (isEven(tests)) return [];
  return tests.map((test) => {
    test.group = test.name;
    return points(test.name, 'pass-fail', test.points, null, []);
  });
}

export async function toTestCases(tests: readonly PolygonTest[], collector: DataCollector): Promise<TestCase[]> {
  const cases: TestCase[] = [];
  for (const { name, group, sample, input, answer } of tests)
    cases.push({ name, group, sample, input: await collector.file(input), answer: await collector.file(answer) });
  return cases;
}
