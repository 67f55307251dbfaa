import type { OutputValidator, ProblemDefinition } from '@codearena/core';
import type { Finding } from './findings.ts';
import { isLegacy } from './format-version.ts';
import type { FoundGroup } from './test-data.ts';
import { readText, type PackageFiles } from './package-files.ts';
import type { ProblemSettings } from './problem-yaml.ts';
import type { JurySubmission } from './submissions/submissions.ts';

/*
 * Checks that other tools for the format make too (problemtools' verifyproblem): rules that a package can break without
 * being judged otherwise.
 */
export type FormatChecks = {
  settings: ProblemSettings;
  files: PackageFiles;
  root: FoundGroup;
  definition: ProblemDefinition;
  submissions: readonly JurySubmission[];
};

const error = (file: string, problem: string): Finding => ({ severity: 'error', file, problem });
const warning = (file: string, problem: string): Finding => ({ severity: 'warning', file, problem });

export async function checkFormat(checked: FormatChecks): Promise<Finding[]> {
  return [
    ...checkDirectories(checked),
    ...checkGrading(checked),
    ...checkIncludes(checked),
    ...checkValidatorLanguages(checked),
    ...checkSizes(checked),
    ...(await checkInteractions(checked)),
  ];
}

/** Of the format in any version, and of the tools that people keep beside it. */
const DIRECTORIES = `answer_validator answer_validators attachments data generators graders include input_format_validators input_validator
  input_validators input_visualizer output_validator output_validators output_visualizer problem_slide problem_statement solution statement
  static_validator submissions`.split(/\s+/);

function checkDirectories({ files }: FormatChecks): Finding[] {
  const unknown = files.names('').filter((name) => files.isDirectory(name) && !DIRECTORIES.includes(name) && !/visuali[sz]ers?$/.test(name));
  return unknown.map((name) => {
    const similar = DIRECTORIES.find((known) => known !== name && isSimilar(known, name));
    return warning(name, similar ? `is not a directory of the format; ${similar} is` : 'is not a directory of the format');
  });
}

/** The same letters but for one, an ending or what joins its words. */
function isSimilar(left: string, right: string): boolean {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .replace(/s$/, '');
  const [one, other] = [plain(left), plain(right)];
  const without = (text: string) => Array.from({ length: text.length }, (_, index) => text.slice(0, index) + text.slice(index + 1));
  return one === other || without(one).includes(other) || without(other).includes(one) || without(one).some((text) => without(other).includes(text));
}

function checkGrading({ settings, files, root }: FormatChecks): Finding[] {
  if (!isLegacy(settings.version)) return [];
  const inner = (group: FoundGroup): FoundGroup[] => group.groups.flatMap((next) => [next, ...inner(next)]);
  const ignoring = inner(root).find(
    ({ settings: { legacy } }) => legacy.graderFlags.includes('ignore_sample') && legacy.place.file !== root.settings.legacy.place.file,
  );
  return [
    ...(ignoring ? [error(ignoring.settings.legacy.place.file, 'grader_flags: ignore_sample is for the whole of the data only')] : []),
    ...(!settings.kind.scoring && files.isDirectory('graders') ? [error('graders', 'a pass-fail problem has no grader')] : []),
    ...(!settings.kind.scoring && settings.grading.show_test_data_groups === true
      ? [error('problem.yaml', 'grading.show_test_data_groups: is for scoring problems only')]
      : []),
  ];
}

function checkIncludes({ settings, files }: FormatChecks): Finding[] {
  const common = new Set(namesBelow(files, 'include/default'));
  const languages = files.names('include').filter((name) => name !== 'default' && files.isDirectory(`include/${name}`));
  return [
    ...(common.size > 0 && isLegacy(settings.version) ? [error('include/default', 'is not known to this version of the format')] : []),
    ...languages.flatMap((name) =>
      namesBelow(files, `include/${name}`)
        .filter((file) => common.has(file))
        .map((file) => error(`include/${name}/${file}`, `is also in include/default`)),
    ),
  ];
}

function namesBelow(files: PackageFiles, directory: string): string[] {
  return files.below(directory).map(({ path }) => path.slice(directory.length + 1));
}

const STANDARDISED = ['c', 'cpp', 'python'];

/** What other judges can run as well. */
function checkValidatorLanguages({ definition: { validator } }: FormatChecks): Finding[] {
  return programsOf(validator).flatMap(({ name, language }) =>
    language === null || STANDARDISED.includes(language) ? [] : [warning(name, `is in ${language}; the format wants output validators in C, C++ or Python 3`)],
  );
}

function programsOf(validator: OutputValidator): Extract<OutputValidator, { kind: 'custom' }>['programs'] {
  return validator.kind === 'custom' ? validator.programs : [];
}

const USUAL_CODE_KIB = 128;

function checkSizes({ settings, submissions }: FormatChecks): Finding[] {
  const most = (settings.limits.code ?? USUAL_CODE_KIB) * 1024;
  return submissions.flatMap(({ path, files }) => {
    const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    return bytes > most && !settings.kind.submitAnswer ? [error(path, `is larger than the code limit of ${most / 1024} KiB`)] : [];
  });
}

/** Each line is said by one of the two, or separates passes. */
async function checkInteractions({ settings: { kind }, files }: FormatChecks): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const file of files.below('data/sample').filter(({ path }) => path.endsWith('.interaction'))) {
    if (!kind.interactive && kind.passes === 1) findings.push(error(file.path, 'the problem is not interactive'));
    const lines = (await readText(file)).replace(/\n$/, '').split('\n');
    const at = lines.findIndex((line) => !/^[<>]/.test(line) && !(kind.passes > 1 && line.trim() === '---'));
    if (at >= 0) findings.push(error(`${file.path}:${at + 1}`, 'begins with neither < nor >'));
  }
  return findings;
}
