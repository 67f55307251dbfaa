import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { DataFile, DefaultValidator, TestCase } from '@codearena/core';
import { groupSettings, rootSettings, testSettings, type GroupSettings, type SettingsReader } from './group-settings.ts';
import { isLegacy } from './format-version.ts';
import { PackageError, UnsupportedFeature } from './package-error.ts';
import { comparePaths, type PackageFile } from './package-files.ts';
import { outputValidator, sameValidator } from './validator-arguments.ts';

export type PackageTests = {
  tests: TestCase[];
  validator: DefaultValidator;
  /** Absolute path of each data file, by SHA-256. */
  paths: ReadonlyMap<string, string>;
  /** Arguments of the input validators, by test name. */
  inputArguments: ReadonlyMap<string, GroupSettings['inputArguments']>;
};

type FoundTest = { name: string; group: string; sample: boolean; input: PackageFile; answer: PackageFile; settings: GroupSettings };

/** Reads `data/sample` and `data/secret`: the tests in the order of the format, samples first. */
export async function readTestData(reader: SettingsReader, validatorArguments: string[]): Promise<PackageTests> {
  const root = await rootSettings(reader, validatorArguments);
  const found = [...(await findTests(reader, 'sample', root)), ...(await findTests(reader, 'secret', root))];
  if (!found.some((test) => !test.sample)) throw new PackageError('data/secret', 'there are no secret tests');
  warnAboutOtherData(reader);
  const paths = new Map<string, string>();
  const tests: { found: FoundTest; test: TestCase }[] = [];
  for (const item of found) tests.push({ found: item, test: await toTestCase(item, paths, isLegacy(reader.version)) });
  const validator = commonValidator(tests.map(({ test }) => test));
  return { tests: tests.map(({ test }) => test), validator, paths, inputArguments: new Map(found.map((test) => [test.name, test.settings.inputArguments])) };
}

async function findTests(reader: SettingsReader, group: string, parent: GroupSettings): Promise<FoundTest[]> {
  const directory = `data/${group}`;
  const settings = await groupSettings(reader, directory, parent);
  const names = reader.files.names(directory);
  const bases = new Set<string>();
  const children: { name: string; tests: () => Promise<FoundTest[]> }[] = [];
  for (const name of names) {
    if (reader.files.isDirectory(`${directory}/${name}`)) {
      refuseFileInput(directory, name);
      children.push({ name, tests: () => findTests(reader, `${group}/${name}`, settings) });
    } else if (name.endsWith('.in')) {
      const base = name.slice(0, -'.in'.length);
      bases.add(base);
      children.push({ name: base, tests: async () => [await findTest(reader, group, base, settings)] });
    }
  }
  reportStrayFiles(reader, directory, names, bases);
  refuseMixture(reader, group, children.length, bases.size);
  const tests: FoundTest[] = [];
  for (const child of children.toSorted((left, right) => comparePaths(left.name, right.name))) tests.push(...(await child.tests()));
  return tests;
}

async function findTest(reader: SettingsReader, group: string, base: string, parent: GroupSettings): Promise<FoundTest> {
  const path = `data/${group}/${base}`;
  const input = reader.files.find(`${path}.in`);
  const answer = reader.files.find(`${path}.ans`);
  if (!input || !answer) throw new PackageError(`${path}.in`, `has no answer file ${base}.ans beside it`);
  const settings = await testSettings(reader, path, parent);
  return { name: `${group}/${base}`, group, sample: group === 'sample' || group.startsWith('sample/'), input, answer, settings };
}

async function toTestCase(found: FoundTest, paths: Map<string, string>, lastCounts: boolean): Promise<TestCase> {
  const { name, group, sample, settings } = found;
  const validator = outputValidator(settings.validatorArguments, settings.place, lastCounts);
  return { name, group, sample, input: await describe(found.input, paths), answer: await describe(found.answer, paths), validator };
}

async function describe(file: PackageFile, paths: Map<string, string>): Promise<DataFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const content: AsyncIterable<Uint8Array> = createReadStream(file.absolute);
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  const sha256 = hash.digest('hex');
  if (!paths.has(sha256)) paths.set(sha256, file.absolute);
  return { sha256, bytes };
}

/** The secret tests' validator is the problem's; only tests that differ from it keep their own. */
function commonValidator(tests: readonly TestCase[]): DefaultValidator {
  const common = tests.at(-1)?.validator;
  if (!common) throw new PackageError('data', 'there are no tests');
  for (const test of tests) {
    if (test.validator && sameValidator(test.validator, common)) delete test.validator;
  }
  return common;
}

function refuseFileInput(directory: string, name: string): void {
  if (name.endsWith('.files')) throw new UnsupportedFeature(`${directory}/${name}`, 'test input in files (.files)');
}

function refuseMixture(reader: SettingsReader, group: string, children: number, tests: number): void {
  if (reader.version !== '2025-09' || group !== 'secret' || tests === 0 || children === tests) return;
  throw new PackageError('data/secret', 'has tests and groups side by side; format version 2025-09 allows one or the other');
}

const IGNORED = /^(testdata\.yaml|test_group\.yaml|README.*|.*\.(hint|desc|png|jpe?g|svg))$/;
const DISPLAY_ONLY = /\.(out|in\.statement|ans\.statement|in\.download|ans\.download|interaction)$/;

function reportStrayFiles(reader: SettingsReader, directory: string, names: readonly string[], bases: ReadonlySet<string>): void {
  for (const name of names) {
    const path = `${directory}/${name}`;
    if (name.endsWith('.in') || IGNORED.test(name) || reader.files.isDirectory(path)) continue;
    if (name.endsWith('.ans')) {
      if (!bases.has(name.slice(0, -'.ans'.length))) throw new PackageError(path, 'has no input file beside it');
    } else if (DISPLAY_ONLY.test(name))
      reader.warnings.push(`${path}: what samples show cannot differ from what is judged yet; the .in and .ans files are shown`);
    else if (!(name.endsWith('.yaml') && bases.has(name.slice(0, -'.yaml'.length))))
      reader.warnings.push(`${path}: is not a file of the format and is left out`);
  }
}

function warnAboutOtherData(reader: SettingsReader): void {
  for (const name of reader.files.names('data')) {
    if (['sample', 'secret', 'testdata.yaml', 'test_group.yaml'].includes(name)) continue;
    if (['invalid_input', 'invalid_output', 'valid_output', 'invalid_answers', 'invalid_inputs', 'valid_outputs', 'invalid_outputs'].includes(name)) {
      reader.warnings.push(`data/${name}: tests of the validators are not run yet`);
    } else reader.warnings.push(`data/${name}: is not a directory of the format and is left out`);
  }
}
