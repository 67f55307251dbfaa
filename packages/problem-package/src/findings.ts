import { open } from 'node:fs/promises';
import type { ProblemDefinition } from '@codearena/core';
import { isLegacy } from './format-version.ts';
import type { InputValidator } from './input-validators.ts';
import { checkFormat } from './package-checks.ts';
import type { PackageFile, PackageFiles } from './package-files.ts';
import type { ProblemSettings } from './problem-yaml.ts';
import type { Statement } from './statement/statement.ts';
import type { JurySubmission } from './submissions/submissions.ts';
import type { FoundGroup, PackageTests } from './test-data.ts';

/** Something that an author should look at. An error breaks a rule of the format; a warning is against good practice. */
export type Finding = { severity: 'error' | 'warning'; file: string; problem: string };

type CheckedPackage = {
  settings: ProblemSettings;
  files: PackageFiles;
  statements: readonly Statement[];
  tests: PackageTests;
  definition: ProblemDefinition;
  submissions: readonly JurySubmission[];
  inputValidators: readonly InputValidator[];
};

/** The checks of a package that need no judging. */
export async function checkPackage(checked: CheckedPackage): Promise<Finding[]> {
  return [
    ...checkMetadata(checked),
    ...checkStatements(checked),
    ...checkSubmissions(checked),
    ...checkGroups(checked),
    ...checkDuplicates(checked),
    ...(await checkFormat({ ...checked, root: checked.tests.root })),
    ...(await checkBytes(checked)),
  ];
}

const error = (file: string, problem: string): Finding => ({ severity: 'error', file, problem });
const warning = (file: string, problem: string): Finding => ({ severity: 'warning', file, problem });

const LICENSES = ['unknown', 'public domain', 'cc0', 'cc by', 'cc by-sa', 'educational', 'permission'];

function checkMetadata({ settings, files }: CheckedPackage): Finding[] {
  const license = settings.license?.toLowerCase() ?? 'unknown';
  const modern = !isLegacy(settings.version);
  return [
    ...(LICENSES.includes(license) ? [] : [error('problem.yaml', `license: "${settings.license ?? ''}" is not one of ${LICENSES.join(', ')}`)]),
    ...(license === 'unknown' ? [warning('problem.yaml', 'license: is unknown, so nobody may use the problem')] : []),
    ...(license !== 'unknown' && license !== 'public domain' && !settings.rightsOwner ? [error('problem.yaml', 'rights_owner: this license needs one')] : []),
    ...[...settings.names].flatMap(([language, name]) => checkName(language, name)),
    ...(modern && !settings.uuid ? [error('problem.yaml', 'uuid: is required')] : []),
    ...(modern && files.isDirectory('output_validators') ? [warning('output_validators', 'is called output_validator in this version of the format')] : []),
  ];
}

function checkName(language: string, name: string): Finding[] {
  const key = language === '' ? 'name' : `name.${language}`;
  if (name.trim() === '') return [error('problem.yaml', `${key}: is empty`)];
  return /[\\$]/.test(name) ? [warning('problem.yaml', `${key}: looks like LaTeX, and is shown as it is`)] : [];
}

function checkStatements({ settings, statements }: CheckedPackage): Finding[] {
  if (statements.length === 0) return [error('problem_statement', 'there is no problem statement')];
  if (isLegacy(settings.version) || settings.names.has('')) return [];
  const written = new Set(statements.map(({ language }) => language));
  return [
    ...[...settings.names.keys()].filter((language) => !written.has(language)).map((language) => error('problem.yaml', `name: "${language}" has no statement`)),
    ...statements.filter(({ language }) => !settings.names.has(language)).map(({ path, language }) => error(path, `problem.yaml has no name in "${language}"`)),
  ];
}

function checkSubmissions({ submissions, inputValidators, settings }: CheckedPackage): Finding[] {
  const accepted = submissions.some(({ expected }) => expected?.includes('Accepted'));
  const others = submissions.some(({ expected }) => expected && !expected.includes('Accepted'));
  const known = new Set(inputValidators.map(({ path }) => path));
  return [
    ...(accepted ? [] : [error('submissions', 'there is no accepted submission')]),
    ...(others || settings.kind.scoring ? [] : [warning('submissions', 'there is no submission that must fail')]),
    ...(known.size > 0 ? [] : [error('input_validators', 'there is no input validator that can be run')]),
  ];
}

function checkGroups({ tests, settings }: CheckedPackage): Finding[] {
  const groups = everyGroup(tests.root);
  const samples = tests.found.some((test) => test.sample);
  return [
    ...groups.flatMap((group) => [...checkGroup(group), ...checkGrading(group, settings), ...checkOrder(group.groups.map(({ name }) => name))]),
    ...(samples ? [] : [warning('data/sample', 'there is no sample test')]),
  ];
}

function everyGroup(group: FoundGroup): FoundGroup[] {
  return [group, ...group.groups.flatMap(everyGroup)];
}

function checkGrading({ name, settings: { legacy } }: FoundGroup, settings: ProblemSettings): Finding[] {
  if (!legacy.given || !isLegacy(settings.version)) return [];
  const ignores = legacy.graderFlags.includes('ignore_sample');
  const points = legacy.acceptScore !== 1 || legacy.rejectScore !== 0 || legacy.range.least !== null || legacy.range.most !== null;
  return [
    ...(name === '' && ignores && legacy.onReject === 'break'
      ? [error(legacy.place.file, 'grader_flags: ignore_sample needs on_reject: continue, or secret tests may not be judged')]
      : []),
    ...(!settings.kind.scoring && points ? [error(legacy.place.file, 'scores are for scoring problems only')] : []),
  ];
}

/** Groups are judged in the order of bytes, where 10 comes before 2. */
function checkOrder(names: readonly string[]): Finding[] {
  return names.flatMap((name, index) => {
    const before = names[index - 1];
    const misplaced = before !== undefined && before.localeCompare(name, 'en', { numeric: true }) > 0;
    return misplaced ? [warning(`data/${name}`, `is judged after ${before}; numbers of the same length would be in order`)] : [];
  });
}

function checkGroup(group: FoundGroup): Finding[] {
  const empty = group.name !== '' && group.name !== 'sample' && group.tests.length === 0 && group.groups.length === 0;
  return empty ? [warning(`data/${group.name}`, 'is a group without tests')] : [];
}

/** The same input twice judges the same twice, unless the arguments differ. */
function checkDuplicates({ definition }: CheckedPackage): Finding[] {
  const seen = new Map<string, string>();
  return definition.tests.flatMap((test) => {
    const key = JSON.stringify([test.input.sha256, test.arguments, test.files, test.validatorArguments, test.validator, test.group]);
    const first = seen.get(key);
    seen.set(key, first ?? test.name);
    return first === undefined ? [] : [warning(`data/${test.name}.in`, `has the same content as data/${first}.in`)];
  });
}

const LARGE_BYTES = 100 * 1024 * 1024;
const LOOKED_AT = 64 * 1024;

async function checkBytes({ tests, files, definition }: CheckedPackage): Promise<Finding[]> {
  const limit = definition.limits.outputKb * 1024;
  const findings = files
    .all()
    .filter((file) => file.bytes > LARGE_BYTES)
    .map((file) => warning(file.path, 'is larger than 100 MiB'));
  for (const { input, answer } of tests.found) findings.push(...(await checkText(input)), ...(await checkText(answer)), ...checkAnswerSize(answer, limit));
  return findings;
}

function checkAnswerSize({ path, bytes }: PackageFile, limit: number): Finding[] {
  if (bytes > limit) return [error(path, `is larger than the output limit of ${limit} bytes, so no submission can print it`)];
  return bytes * 2 > limit ? [warning(path, `is more than half as large as the output limit of ${limit} bytes`)] : [];
}

/** The format wants lines that end with a newline alone, and no byte-order mark. Large files are looked at where they begin and end. */
async function checkText(file: PackageFile): Promise<Finding[]> {
  if (file.bytes === 0) return [];
  const handle = await open(file.absolute);
  try {
    const start = Buffer.alloc(Math.min(LOOKED_AT, file.bytes));
    await handle.read(start, 0, start.length, 0);
    const last = Buffer.alloc(1);
    await handle.read(last, 0, 1, file.bytes - 1);
    return [
      ...(start.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? [warning(file.path, 'begins with a byte-order mark')] : []),
      ...(start.includes('\r\n') ? [warning(file.path, 'has lines that end with CR LF')] : []),
      ...(start.includes(0) ? [warning(file.path, 'has a NUL byte')] : []),
      ...(last[0] === 0x0a ? [] : [warning(file.path, 'does not end with a newline')]),
    ];
  } finally {
    await handle.close();
  }
}
