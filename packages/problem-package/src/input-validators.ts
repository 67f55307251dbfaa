import type { GroupSettings } from './group-settings.ts';
import type { PackageFiles } from './package-files.ts';
import { readPrograms, type PackageProgram } from './programs.ts';

/** A program that must exit with 42 for every valid input. */
export type InputValidator = {
  path: string;
  language: string;
  files: { path: string; text: string }[];
  argumentsFor(testName: string): readonly string[];
};

const DIRECTORIES = ['input_validators', 'input_format_validators'];

export async function readInputValidators(
  files: PackageFiles,
  constants: ReadonlyMap<string, string>,
  inputArguments: ReadonlyMap<string, GroupSettings['inputArguments']>,
  warnings: string[],
): Promise<InputValidator[]> {
  const validators: InputValidator[] = [];
  for (const directory of DIRECTORIES) {
    for (const program of await readPrograms(files, directory, constants)) {
      const validator = toValidator(program, inputArguments, warnings);
      if (validator) validators.push(validator);
    }
  }
  if (!DIRECTORIES.some((directory) => files.isDirectory(directory))) warnings.push('input_validators: there is none; the inputs are not checked');
  return validators;
}

function toValidator(program: PackageProgram, inputArguments: ReadonlyMap<string, GroupSettings['inputArguments']>, warnings: string[]): InputValidator | null {
  const reason = whyNotRun(program);
  if (reason !== null) {
    warnings.push(`${program.path}: ${reason}; this validator is not run`);
    return null;
  }
  const { path, files, language } = program;
  return { path, files, language: language ?? '', argumentsFor: (test) => argumentsOf(program, inputArguments.get(test) ?? []) };
}

/** By the program's name, with or without its ending. */
function argumentsOf(program: PackageProgram, given: GroupSettings['inputArguments']): readonly string[] {
  if (Array.isArray(given)) return given;
  return given[program.name] ?? given[program.name.replace(/\.[^.]*$/, '')] ?? [];
}

function whyNotRun(program: PackageProgram): string | null {
  if (program.name.endsWith('.ctd')) return 'Checktestdata is not supported yet';
  if (program.name.endsWith('.viva')) return 'VIVA is not supported yet';
  if (program.files.some((file) => file.path === 'build' || file.path === 'run')) return 'build and run scripts are not supported yet';
  return program.language === null ? 'its language cannot be told from its file endings' : null;
}
