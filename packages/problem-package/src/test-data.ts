import type { DataFile, TestCase } from '@codearena/core';
import type { DataCollector } from './data-collector.ts';
import { defaultSettings, groupSettings, testSettings, type GroupSettings, type InputArguments, type SettingsReader } from './group-settings.ts';
import { PackageError } from './package-error.ts';
import { comparePaths, type PackageFile } from './package-files.ts';
import type { ProblemSettings } from './problem-yaml.ts';
import { shownFiles } from './shown-samples.ts';

/** A directory of tests with its own settings, and what is directly inside, in the order of judging. */
export type FoundGroup = { name: string; settings: GroupSettings; tests: FoundTest[]; groups: FoundGroup[] };

export type FoundTest = {
  name: string;
  /** The innermost group that the format knows. */
  group: string;
  sample: boolean;
  input: PackageFile;
  answer: PackageFile;
  /** Of its `.files` directory. */
  files: { path: string; file: PackageFile }[];
  settings: GroupSettings;
};

export type PackageTests = {
  root: FoundGroup;
  /** In the order of judging, samples first. */
  found: FoundTest[];
  inputArguments: ReadonlyMap<string, InputArguments>;
};

/** Finds `data/sample` and `data/secret`: the tests in the order of the format, samples first. */
export async function findTestData(reader: SettingsReader, settings: ProblemSettings): Promise<PackageTests> {
  const root: FoundGroup = { name: '', settings: await groupSettings(reader, 'data', defaultSettings(settings)), tests: [], groups: [] };
  for (const name of ['sample', 'secret']) root.groups.push(await findGroup(reader, name, root.settings));
  const found = testsIn(root);
  if (!found.some((test) => !test.sample)) throw new PackageError('data/secret', 'there are no secret tests');
  reportOtherData(reader);
  return { root, found, inputArguments: new Map(found.map((test) => [test.name, test.settings.inputArguments])) };
}

/** A group's tests and those of its groups, by name: a test may come after a group and before the next. */
export function testsIn(group: FoundGroup): FoundTest[] {
  const children = [
    ...group.tests.map((test) => ({ name: test.name, tests: () => [test] })),
    ...group.groups.map((inner) => ({ name: inner.name, tests: () => testsIn(inner) })),
  ];
  return children.toSorted((left, right) => comparePaths(left.name, right.name)).flatMap((child) => child.tests());
}

async function findGroup(reader: SettingsReader, name: string, parent: GroupSettings): Promise<FoundGroup> {
  const settings = await groupSettings(reader, `data/${name}`, parent);
  const group: FoundGroup = { name, settings, tests: [], groups: [] };
  await fillGroup(reader, group, name);
  if (reader.version === '2025-09' && name === 'secret') refuseMixture(reader, group);
  return group;
}

/** Since 2025-09 directories inside a group are part of it; before, each directory is a group. */
async function fillGroup(reader: SettingsReader, group: FoundGroup, directory: string): Promise<void> {
  const path = `data/${directory}`;
  const names = reader.files.names(path);
  const bases = new Set(
    names.filter((name) => name.endsWith('.in') && !reader.files.isDirectory(`${path}/${name}`)).map((name) => name.slice(0, -'.in'.length)),
  );
  for (const name of names) {
    if (!reader.files.isDirectory(`${path}/${name}`) || name.endsWith('.files')) continue;
    if (bases.has(name)) reader.warnings.push(`${path}/${name}: a directory has the name of a test beside it`);
    const belongs = reader.version === '2025-09' && directory !== 'secret';
    if (belongs) await fillGroup(reader, group, `${directory}/${name}`);
    else group.groups.push(await findGroup(reader, `${directory}/${name}`, group.settings));
  }
  for (const base of bases) group.tests.push(await findTest(reader, group, `${directory}/${base}`));
  group.tests.sort((left, right) => comparePaths(left.name, right.name));
  reportStrayFiles(reader, path, names, bases);
}

async function findTest(reader: SettingsReader, group: FoundGroup, name: string): Promise<FoundTest> {
  const path = `data/${name}`;
  const input = reader.files.find(`${path}.in`);
  const answer = reader.files.find(`${path}.ans`);
  if (!input || !answer) throw new PackageError(`${path}.in`, `has no answer file ${name.slice(name.lastIndexOf('/') + 1)}.ans beside it`);
  const settings = await testSettings(reader, path, group.settings);
  const files = reader.files.below(`${path}.files`).map((file) => ({ path: file.path.slice(`${path}.files/`.length), file }));
  return { name, group: group.name, sample: group.name === 'sample' || group.name.startsWith('sample/'), input, answer, files, settings };
}

/** What the judge runs; validator arguments are added by who knows the validator. */
export async function toTestCase(reader: SettingsReader, found: FoundTest, collector: DataCollector): Promise<TestCase> {
  const { name, group, sample, settings } = found;
  const files = [];
  for (const { path, file } of found.files) files.push({ path, file: await collector.file(file), executable: file.executable });
  const feedback = settings.fullFeedback ?? sample;
  const shown = await shownOf(reader, found, collector);
  return {
    name,
    group,
    sample,
    input: await collector.file(found.input),
    answer: await collector.file(found.answer),
    ...(settings.arguments.length > 0 && { arguments: settings.arguments }),
    ...(files.length > 0 && { files }),
    ...(feedback !== sample && { fullFeedback: feedback }),
    ...(shown && { shown }),
  };
}

async function shownOf(reader: SettingsReader, found: FoundTest, collector: DataCollector): Promise<TestCase['shown']> {
  if (!found.sample && !found.settings.fullFeedback) return undefined;
  const { input, answer, interaction } = shownFiles(reader.files, `data/${found.name}`);
  if (interaction) return { interaction: await collector.file(interaction) };
  if (!input && !answer) return undefined;
  const file = (other: PackageFile | undefined, own: PackageFile): Promise<DataFile> => collector.file(other ?? own);
  return { input: await file(input, found.input), answer: await file(answer, found.answer) };
}

function refuseMixture(reader: SettingsReader, group: FoundGroup): void {
  if (group.tests.length === 0 || group.groups.length === 0) return;
  const error = new PackageError('data/secret', 'has tests and groups side by side; format version 2025-09 allows one or the other');
  if (reader.strict) throw error;
  reader.warnings.push(error.message);
}

const IGNORED = /^(testdata\.yaml|test_group\.yaml|README.*|.*\.(hint|desc|seed|png|jpe?g|svg|md))$/;
const OF_TEST = /\.(out|in\.statement|ans\.statement|in\.download|ans\.download|interaction|args|yaml)$/;

function reportStrayFiles(reader: SettingsReader, directory: string, names: readonly string[], bases: ReadonlySet<string>): void {
  for (const name of names) {
    const path = `${directory}/${name}`;
    if (name.endsWith('.in') || IGNORED.test(name)) continue;
    if (reader.files.isDirectory(path)) {
      if (name.endsWith('.files') && !bases.has(name.slice(0, -'.files'.length))) reader.warnings.push(`${path}: belongs to no test and is left out`);
      continue;
    }
    if (name.endsWith('.ans') && !bases.has(name.slice(0, -'.ans'.length))) {
      const error = new PackageError(path, 'has no input file beside it');
      if (reader.strict) throw error;
      reader.warnings.push(error.message);
      continue;
    }
    const belongs = name.endsWith('.ans') || (OF_TEST.test(name) && bases.has(name.replace(OF_TEST, '')));
    const alone = directory === 'data/sample' && /\.(interaction|in\.statement|ans\.statement)$/.test(name);
    if (!belongs && !alone) reader.warnings.push(`${path}: is not a file of the format and is left out`);
  }
}

const VALIDATOR_DATA = /^(invalid_inputs?|invalid_answers?|invalid_outputs?|valid_outputs?)$/;

function reportOtherData(reader: SettingsReader): void {
  for (const name of reader.files.names('data')) {
    if (['sample', 'secret', 'testdata.yaml', 'test_group.yaml'].includes(name) || VALIDATOR_DATA.test(name)) continue;
    reader.warnings.push(`data/${name}: is not a directory of the format and is left out`);
  }
}
