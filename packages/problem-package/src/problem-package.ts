import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Difficulty } from '@codearena/contracts';
import { PLAIN, type DataFile, type ProblemDefinition, type TestData, type TestDataSource } from '@codearena/core';
import { replaceConstants } from './constants.ts';
import { readDomjudge, type DomjudgeSettings } from './domjudge.ts';
import { readInputValidators, type InputValidator } from './input-validators.ts';
import { PackageError } from './package-error.ts';
import { listPackageFiles, type PackageFiles } from './package-files.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './package-limits.ts';
import { isOurLanguage, languageOfCode } from './package-languages.ts';
import { problemLimits } from './problem-limits.ts';
import { readSettings, type ProblemSettings } from './problem-yaml.ts';
import { readStatement, type Statement } from './statement.ts';
import { readSubmissions, type JurySubmission } from './submissions.ts';
import { readTestData } from './test-data.ts';
import { refusePolygon, refuseUnsupported } from './unsupported.ts';
import { readYaml } from './yaml-file.ts';
import { unpackZip } from './zip.ts';

/** A problem package as it was read; its test data stay where they are until `close`. */
export type ProblemPackage = {
  definition: ProblemDefinition;
  data: TestDataSource & TestData;
  submissions: JurySubmission[];
  inputValidators: InputValidator[];
  /** What is in the package and was not understood or not used, each with its file. */
  warnings: string[];
  /** Removes what was unpacked. */
  close(): Promise<void>;
};

/**
 * Opens a package: a directory, or a zip archive of one. Throws `PackageError` (with file and line) for what is wrong
 * with it and `UnsupportedFeature` for what cannot be judged yet.
 */
export async function openPackage(path: string, limits: PackageLimits = PACKAGE_LIMITS): Promise<ProblemPackage> {
  const location = resolve(path);
  const status = await stat(location).catch(() => {
    throw new PackageError(path, 'does not exist');
  });
  if (status.isDirectory()) return readPackage(location, basename(location), limits, async () => {});
  return openArchive(location, limits);
}

async function openArchive(archive: string, limits: PackageLimits): Promise<ProblemPackage> {
  const directory = await mkdtemp(join(tmpdir(), 'codearena-package-'));
  const close = () => rm(directory, { recursive: true, force: true });
  try {
    await unpackZip(archive, directory, limits);
    return await readPackage(await packageRoot(directory, limits), basename(archive).replace(/\.(zip|kpp)$/i, ''), limits, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** An archive holds the package's directory, or what is in it. */
async function packageRoot(directory: string, limits: PackageLimits): Promise<string> {
  const files = await listPackageFiles(directory, limits);
  const [only, ...others] = files.names('');
  return only !== undefined && others.length === 0 && files.isDirectory(only) ? join(directory, only) : directory;
}

async function readPackage(root: string, name: string, limits: PackageLimits, close: () => Promise<void>): Promise<ProblemPackage> {
  const warnings: string[] = [];
  const files = await listPackageFiles(root, limits);
  refusePolygon(files);
  const yaml = files.find('problem.yaml');
  if (!yaml) throw new PackageError('problem.yaml', 'is missing');
  const settings = readSettings(await readYaml(yaml), warnings);
  return readContents(withoutInvalidNames(files, settings, warnings), settings, slugOf(name), warnings, close);
}

async function readContents(
  files: PackageFiles,
  settings: ProblemSettings,
  slug: string,
  warnings: string[],
  close: () => Promise<void>,
): Promise<ProblemPackage> {
  const { constants, version } = settings;
  refuseUnsupported(files, warnings);
  const domjudge = await readDomjudge(files);
  const statement = await readStatement(files, warnings);
  const data = await readTestData({ version, files, constants, warnings }, settings.validatorArguments);
  return {
    definition: {
      ...PLAIN,
      slug,
      title: titleOf(settings, statement, domjudge, slug),
      ...difficultyAndTags(settings.keywords),
      statement: replaceConstants(statement.markdown, constants),
      limits: problemLimits(settings.limits, domjudge, warnings),
      validator: data.validator,
      tests: data.tests,
      allowedLanguages: allowedLanguages(settings.languages, warnings),
    },
    data: testDataIn(data.paths),
    submissions: await readSubmissions(files, constants, warnings),
    inputValidators: await readInputValidators(files, constants, data.inputArguments, warnings),
    warnings,
    close,
  };
}

/** The newer versions behave as if names that they do not allow were not there. */
function withoutInvalidNames(files: PackageFiles, settings: ProblemSettings, warnings: string[]): PackageFiles {
  const invalid = files.all().filter((file) => !file.path.split('/').every((name) => /^[a-zA-Z0-9_.][a-zA-Z0-9_.-]{0,254}$/.test(name)));
  const ignored = settings.version === '2025-09' || settings.version === '2023-07';
  for (const file of invalid) warnings.push(`${file.path}: has a name that the format does not allow${ignored ? ' and is left out' : ''}`);
  const paths = new Set(invalid.map((file) => file.path));
  return ignored ? files.without((path) => paths.has(path)) : files;
}

/** The name by which the problem is addressed: as the directory, in lower case, with dashes. */
function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[\s_.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(slug)) throw new PackageError(name, 'cannot be the name of a problem: use letters, digits and dashes, at most 100');
  return slug;
}

function titleOf({ names }: ProblemSettings, statement: Statement, domjudge: DomjudgeSettings, slug: string): string {
  const language = statement.language === '' ? 'en' : statement.language;
  return names.get(language) ?? names.get('') ?? names.get('en') ?? [...names.values()][0] ?? domjudge.name ?? slug;
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

function testDataIn(paths: ReadonlyMap<string, string>): TestDataSource & TestData {
  const pathOf = (file: DataFile): string => {
    const path = paths.get(file.sha256);
    if (path === undefined) throw new Error(`no data file ${file.sha256} in this package`);
    return path;
  };
  return { open: (file) => createReadStream(pathOf(file)), path: async (file) => pathOf(file) };
}
