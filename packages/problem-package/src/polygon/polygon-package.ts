import { PLAIN, type ProblemDefinition } from '@codearena/core';
import { publicFilesOf } from '../attachments.ts';
import type { ContentsReader, PackageContents } from '../contents.ts';
import { PackageError, UnsupportedFeature } from '../package-error.ts';
import { readText, type PackageFiles } from '../package-files.ts';
import { problemLimits } from '../problem-limits.ts';
import { slugFrom } from '../slug.ts';
import { collectPublicFiles } from '../statement/public-files.ts';
import type { TimeLimit } from '../time-limit.ts';
import { readChecker, readPolygonValidators, type PolygonReader } from './polygon-programs.ts';
import { readSolutions } from './polygon-solutions.ts';
import { readPolygonStatements, titlesOf } from './polygon-statements.ts';
import { readPolygonTests, toTestCases } from './polygon-tests.ts';
import { child, children, parseXml, type XmlElement } from './xml.ts';

/** Reads a full package of Codeforces Polygon: `problem.xml` and what it names. */
export async function readPolygonPackage(reader: ContentsReader, files: PackageFiles): Promise<PackageContents> {
  const problem = await readProblem(files);
  const slug = slugFrom(problem.attributes['short-name'] ?? '') || reader.slug;
  const { warnings } = reader;
  const testset = testsetOf(problem, warnings);
  const polygon: PolygonReader = { ...reader, files, problem, testset: testset.attributes['name'] ?? 'tests' };
  const found = readPolygonTests(files, testset);
  const tests = await toTestCases(found.tests, reader.collector);
  const publicFiles = collectPublicFiles();
  const statements = await readPolygonStatements(files, problem, (name) => `/api/problems/${slug}/files/${name}`, publicFiles, warnings);
  const titles = titlesOf(problem);
  const title = (language: string) => titles.get(language) ?? titles.get('en') ?? [...titles.values()][0] ?? slug;
  const translations = statements.map(({ language, markdown }) => ({ language, title: title(language), statement: markdown }));
  const validator = await readChecker(polygon);
  const timeLimit = timeLimitOf(testset);
  const definition: ProblemDefinition = {
    ...PLAIN,
    slug,
    title: title(translations[0]?.language ?? 'en'),
    difficulty: 'medium',
    tags: children(problem, 'tags', 'tag').map(({ attributes }) => attributes['value'] ?? ''),
    statement: translations[0]?.statement ?? 'The package of this problem has no statement.\n',
    translations: translations.length > 1 ? translations : [],
    files: await publicFilesOf(publicFiles, reader.collector),
    kind: { ...PLAIN.kind, scoring: found.scoring, interactive: validator.kind === 'custom' && validator.interactor !== null },
    limits: problemLimits({ memory: memoryOf(testset) }, timeLimit, reader.installation, warnings),
    validator,
    tests,
    groups: found.groups,
    allowedLanguages: null,
  };
  return {
    definition,
    timeLimit,
    wantedMemoryMb: Math.ceil(memoryOf(testset)),
    submissions: await readSolutions(polygon, found.scoring),
    inputValidators: await readPolygonValidators(polygon, found.tests),
    answerValidators: [],
    validatorTests: [],
    warnings,
    findings: [],
  };
}

async function readProblem(files: PackageFiles): Promise<XmlElement> {
  const file = files.find('problem.xml');
  if (!file) throw new PackageError('problem.xml', 'is missing');
  const problem = parseXml(file.path, await readText(file));
  if (problem.name !== 'problem') throw new PackageError(file.path, `begins with <${problem.name}>, not with <problem>`, problem.line);
  return problem;
}

/** The test set of the contest; others, such as pretests, are told of. */
function testsetOf(problem: XmlElement, warnings: string[]): XmlElement {
  const judging = child(problem, 'judging');
  const refuse = (key: string, feature: string) => {
    if ((judging?.attributes[key] ?? '') !== '') throw new UnsupportedFeature('problem.xml', feature, judging?.line);
  };
  refuse('input-file', 'reading input from a named file');
  refuse('output-file', 'writing output to a named file');
  if (Number(judging?.attributes['run-count'] ?? 1) > 1) throw new UnsupportedFeature('problem.xml', 'running a solution several times', judging?.line);
  const testsets = children(judging, 'testset');
  const chosen = testsets.find(({ attributes }) => attributes['name'] === 'tests') ?? testsets[0];
  if (!chosen) throw new PackageError('problem.xml', 'has no test set', judging?.line);
  for (const other of testsets) {
    if (other !== chosen) warnings.push(`problem.xml:${other.line}: the test set "${other.attributes['name'] ?? ''}" is not used`);
  }
  return chosen;
}

/** Polygon's margins are not part of the package; its limit is always given. */
function timeLimitOf(testset: XmlElement): TimeLimit {
  const ms = numberIn(testset, 'time-limit');
  return { kind: 'given', ms: Math.max(1, Math.round(ms)), rule: { acToTimeLimit: 1, timeLimitToTle: 1, resolutionMs: 1 } };
}

function memoryOf(testset: XmlElement): number {
  return numberIn(testset, 'memory-limit') / 1024 / 1024;
}

function numberIn(testset: XmlElement, name: string): number {
  const element = child(testset, name);
  const value = Number(element?.text.trim() || NaN);
  if (!Number.isFinite(value) || value <= 0)
    throw new PackageError('problem.xml', `${name}: is missing or not a number greater than 0`, element?.line ?? testset.line);
  return value;
}
