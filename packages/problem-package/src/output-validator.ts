import type { OutputValidator, TestCase } from '@codearena/core';
import { isLegacy } from './format-version.ts';
import { PackageError } from './package-error.ts';
import type { ProblemSettings } from './problem-yaml.ts';
import type { FoundTest } from './test-data.ts';
import { defaultValidator, sameValidator } from './validator-arguments.ts';
import { judgeProgram, programsIn, type ProgramReader } from './validator-programs.ts';

/** A test as it was found, and as the judge will know it. */
export type TestPair = { found: FoundTest; test: TestCase };

/** The problem's validator; tests whose arguments differ from it get their own. */
export async function readOutputValidator(reader: ProgramReader, settings: ProblemSettings, tests: readonly TestPair[]): Promise<OutputValidator> {
  const directory = ['output_validator', 'output_validators'].find((name) => reader.files.isDirectory(name));
  const custom = isCustom(reader, settings, directory);
  if (!custom || directory === undefined) return withDefaultValidator(settings, tests);
  const found = await programsIn(reader, directory, directory === 'output_validator' ? 'one' : 'several');
  if (found.length === 0) throw new PackageError(directory, 'has no program');
  const programs = [];
  for (const program of found) programs.push(await judgeProgram(reader, program));
  return withCustomValidator(settings, tests, programs);
}

/** Older versions say `validation: custom`; in the newer ones the program's presence says it. */
function isCustom(reader: ProgramReader, settings: ProblemSettings, directory: string | undefined): boolean {
  const { kind, version } = settings;
  const needed = kind.custom || kind.interactive || kind.passes > 1;
  if (needed && directory === undefined) {
    const why = kind.interactive ? 'an interactive problem' : kind.passes > 1 ? 'a multi-pass problem' : 'validation: custom';
    throw new PackageError('output_validators', `${why} needs a program here, and there is none`);
  }
  if (isLegacy(version) && !needed) {
    if (directory !== undefined) reader.warnings.push(`${directory}: is not used, since problem.yaml does not say "validation: custom"`);
    return false;
  }
  return needed || directory !== undefined;
}

function withCustomValidator(
  settings: ProblemSettings,
  tests: readonly TestPair[],
  programs: Extract<OutputValidator, { kind: 'custom' }>['programs'],
): OutputValidator {
  const argumentsOf = ({ found }: TestPair) => [...settings.validatorArguments, ...found.settings.validatorArguments];
  const last = tests.at(-1);
  const common = last ? argumentsOf(last) : settings.validatorArguments;
  for (const pair of tests) {
    const own = argumentsOf(pair);
    if (own.length !== common.length || own.some((word, index) => word !== common[index])) pair.test.validatorArguments = own;
  }
  return { kind: 'custom', protocol: 'icpc', programs, arguments: common, interactor: null };
}

function withDefaultValidator(settings: ProblemSettings, tests: readonly TestPair[]): OutputValidator {
  const validators = tests.map(({ found }) =>
    defaultValidator([...settings.validatorArguments, ...found.settings.validatorArguments], found.settings.place, settings.version !== '2025-09'),
  );
  const common = validators.at(-1);
  if (!common) throw new PackageError('data', 'there are no tests');
  tests.forEach(({ test }, index) => {
    const own = validators[index];
    if (own && !sameValidator(own, common)) test.validator = own;
  });
  return common;
}
