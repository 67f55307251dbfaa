import type { Difficulty } from '@codearena/contracts';
import type { ProblemDefinition, Program } from '@codearena/core';
import { readAttachments, publicFilesOf } from './attachments.ts';
import type { ContentsReader, PackageContents } from './contents.ts';
import { readDomjudge, type DomjudgeSettings } from './domjudge.ts';
import { checkPackage } from './findings.ts';
import type { SettingsReader } from './group-settings.ts';
import { readIncludedFiles } from './included-files.ts';
import { readInputValidators, validatorsIn } from './input-validators.ts';
import { readOutputValidator, type TestPair } from './output-validator.ts';
import { PackageError } from './package-error.ts';
import type { PackageFiles } from './package-files.ts';
import { isOurLanguage, languageOfCode } from './package-languages.ts';
import { compilationLimits, problemLimits, validationLimits, wantedMemoryMb } from './problem-limits.ts';
import { readSettings, type ProblemSettings } from './problem-yaml.ts';
import { showOnlySamples } from './show-only-samples.ts';
import { collectPublicFiles } from './statement/public-files.ts';
import { readStatements, type Statement } from './statement/statement.ts';
import { readSubmissions } from './submissions/submissions.ts';
import { findTestData, toTestCase, type FoundGroup, type FoundTest, type PackageTests } from './test-data.ts';
import { testGroups } from './test-groups.ts';
import { timeLimitOf } from './time-limit.ts';
import { reportFileWriting, reportUnused } from './unsupported.ts';
import { judgeProgram, programsIn, type ProgramReader } from './validator-programs.ts';
import { readValidatorTests } from './validator-tests.ts';
import { parseYaml, readYaml } from './yaml-file.ts';

/** Reads a package in the ICPC/Kattis format, in any of its versions, or as DOMjudge writes it. */
export async function readIcpcPackage(reader: ContentsReader, all: PackageFiles): Promise<PackageContents> {
  const { warnings } = reader;
  const settings = await settingsOf(all, warnings);
  const files = withoutInvalidNames(all, settings, warnings);
  reportUnused(files, warnings);
  const domjudge = await readDomjudge(files, settings.kind.custom);
  const timeLimit = timeLimitOf(settings, domjudge, warnings);
  const settingsReader: SettingsReader = { version: settings.version, strict: settings.strict, files, constants: settings.constants, warnings };
  const programs: ProgramReader = { files, constants: settings.constants, collector: reader.collector, warnings };
  const tests = await findTestData(settingsReader, settings);
  reportFileWriting(settings, tests.found, warnings);
  const pairs = await testPairs(settingsReader, tests.found, reader);
  const validator = await readOutputValidator(programs, settings, pairs);
  const staticValidator = await onlyProgram(programs, 'static_validator');
  if (staticValidator && settings.kind.submitAnswer) throw new PackageError('static_validator', 'a problem of type submit-answer has no sources to look at');
  const grader = await onlyProgram(programs, 'graders');
  const publicFiles = collectPublicFiles();
  const addressOf = (name: string) => `/api/problems/${reader.slug}/files/${name}`;
  const found = await readStatements({ files, constants: settings.constants, addressOf, publicFiles, warnings });
  const statements = await showOnlySamples(files, found);
  readAttachments(files, publicFiles);
  const { custom: _, ...kind } = settings.kind;
  const definition: ProblemDefinition = {
    slug: reader.slug,
    ...textOf(settings, statements, domjudge, reader.slug),
    ...difficultyAndTags(settings.keywords),
    files: await publicFilesOf(publicFiles, reader.collector),
    kind,
    limits: problemLimits(settings.limits, timeLimit, reader.installation, warnings),
    compilation: compilationLimits(settings.limits, warnings),
    validation: validationLimits(settings.limits, warnings),
    validator,
    staticValidator,
    tests: pairs.map(({ test }) => test),
    groups: testGroups({ settings, grader, hasStaticValidator: staticValidator !== null, warnings }, tests.root),
    include: await readIncludedFiles(programs),
    allowedLanguages: allowedLanguages(settings.languages, warnings),
  };
  const points = settings.kind.scoring ? { best: hasBestScore(definition) } : null;
  const submissions = await readSubmissions({
    version: settings.version,
    points,
    answers: settings.kind.submitAnswer,
    files,
    constants: settings.constants,
    ...namesIn(tests),
    warnings,
  });
  const inputValidators = await readInputValidators(programs, tests.inputArguments);
  return {
    definition,
    timeLimit,
    wantedMemoryMb: wantedMemoryMb(settings.limits),
    submissions,
    inputValidators,
    answerValidators: await validatorsIn(programs, files.isDirectory('answer_validator') ? 'answer_validator' : 'answer_validators', tests.inputArguments),
    validatorTests: await readValidatorTests(settingsReader, { problem: settings, found: tests.found, validator }, reader.collector),
    warnings,
    findings: await checkPackage({ settings, files, statements, tests, definition, submissions, inputValidators }),
  };
}

/** Of tests and groups, by which expectations name them. */
function namesIn({ root, found }: PackageTests): { tests: string[]; groups: string[] } {
  const namesOf = ({ name, groups }: FoundGroup): string[] => [name, ...groups.flatMap(namesOf)];
  return { tests: found.map(({ name }) => name), groups: namesOf(root) };
}

async function settingsOf(files: PackageFiles, warnings: string[]): Promise<ProblemSettings> {
  const yaml = files.find('problem.yaml') ?? files.find('problem.yml');
  if (yaml) return readSettings(await readYaml(yaml, warnings), warnings);
  if (!files.find('domjudge-problem.ini')) throw new PackageError('problem.yaml', 'is missing: this is not a problem package');
  warnings.push('problem.yaml: is missing; domjudge-problem.ini says what the problem is');
  return readSettings(parseYaml('problem.yaml', '', warnings), warnings);
}

async function testPairs(settings: SettingsReader, found: readonly FoundTest[], { collector }: ContentsReader): Promise<TestPair[]> {
  const pairs: TestPair[] = [];
  for (const test of found) pairs.push({ found: test, test: await toTestCase(settings, test, collector) });
  return pairs;
}

async function onlyProgram(reader: ProgramReader, directory: string): Promise<Program | null> {
  const [program, ...others] = await programsIn(reader, directory, 'one');
  if (others.length > 0) throw new PackageError(directory, 'has more than one program');
  return program ? judgeProgram(reader, program) : null;
}

/** The newer versions behave as if names that they do not allow were not there. */
function withoutInvalidNames(files: PackageFiles, settings: ProblemSettings, warnings: string[]): PackageFiles {
  const invalid = files.all().filter((file) => !file.path.split('/').every((name) => /^[a-zA-Z0-9_.][a-zA-Z0-9_.-]{0,254}$/.test(name)));
  const ignored = settings.version === '2025-09' || settings.version === '2023-07';
  for (const file of invalid) warnings.push(`${file.path}: has a name that the format does not allow${ignored ? ' and is left out' : ''}`);
  const paths = new Set(invalid.map((file) => file.path));
  return ignored ? files.without((path) => paths.has(path)) : files;
}

/** The group that gives the score says what can be had at most. */
function hasBestScore({ groups, kind }: ProblemDefinition): boolean {
  const rule = groups[0]?.rule;
  if (rule?.kind === 'points') return rule.maxScore !== null;
  if (rule?.kind === 'grader' || rule?.kind === 'custom') return (kind.objective === 'max' ? rule.range.most : rule.range.least) !== null;
  return false;
}

const NO_STATEMENT = 'The package of this problem has no statement.\n';

/** English is shown where there is it, and every other language beside it. */
function textOf(
  settings: ProblemSettings,
  statements: readonly Statement[],
  domjudge: DomjudgeSettings,
  slug: string,
): Pick<ProblemDefinition, 'title' | 'statement' | 'translations'> {
  const fallback = settings.names.get('') ?? settings.names.get('en') ?? [...settings.names.values()][0] ?? domjudge.name ?? null;
  const titled = statements.map(({ language, title, markdown }) => {
    const own = settings.names.get(language) ?? (language === 'en' ? settings.names.get('') : undefined);
    return { language, title: own ?? title ?? fallback ?? slug, statement: markdown };
  });
  const [first] = titled;
  return { title: first?.title ?? fallback ?? slug, statement: first?.statement ?? NO_STATEMENT, translations: titled.length > 1 ? titled : [] };
}

function difficultyAndTags(keywords: readonly string[]): { difficulty: Difficulty; tags: string[] } {
  return { difficulty: keywords.find(isDifficulty) ?? 'medium', tags: [...new Set(keywords.filter((word) => !isDifficulty(word)))] };
}

function isDifficulty(word: string): word is Difficulty {
  return word === 'easy' || word === 'medium' || word === 'hard';
}

function allowedLanguages(codes: readonly string[] | null, warnings: string[]): string[] | null {
  if (codes === null) return null;
  const ids = codes.map(languageOfCode);
  for (const id of ids.filter((candidate) => !isOurLanguage(candidate))) warnings.push(`problem.yaml: language "${id}" is not one of this judge`);
  const known = [...new Set(ids.filter(isOurLanguage))];
  if (known.length === 0) throw new PackageError('problem.yaml', 'languages: none of them is a language of this judge');
  return known;
}
