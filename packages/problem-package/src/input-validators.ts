import type { Program } from '@codearena/core';
import { checktestdataProgram } from './checktestdata/program.ts';
import type { InputArguments } from './group-settings.ts';
import { isOurLanguage } from './package-languages.ts';
import { hasScripts, type PackageProgram } from './programs.ts';
import { judgeProgram, programsIn, type ProgramReader } from './validator-programs.ts';

/** A program that must exit with a certain code for every valid input: 42 in the ICPC format, 0 from Polygon. */
export type InputValidator = {
  path: string;
  /** Empty where its own scripts build and run it. */
  language: string;
  files: { path: string; text: string }[];
  program: Program;
  validExitCode: number;
  argumentsFor(testName: string): readonly string[];
  /** Of what is given for all validators or by their names. */
  argumentsIn(given: InputArguments): readonly string[];
};

/** As the format calls it, as it did before, and as DOMjudge's packages do. */
const DIRECTORIES = ['input_validators', 'input_format_validators', 'input_validator'];

export async function readInputValidators(reader: ProgramReader, inputArguments: ReadonlyMap<string, InputArguments>): Promise<InputValidator[]> {
  const validators = (await Promise.all(DIRECTORIES.map((directory) => validatorsIn(reader, directory, inputArguments)))).flat();
  if (!DIRECTORIES.some((directory) => reader.files.isDirectory(directory)))
    reader.warnings.push('input_validators: there is none; the inputs are not checked');
  return validators;
}

/** Also of `answer_validators`, which are called alike. A validator that cannot be run is told of: the problem can be judged without. */
export async function validatorsIn(reader: ProgramReader, directory: string, inputArguments: ReadonlyMap<string, InputArguments>): Promise<InputValidator[]> {
  const validators: InputValidator[] = [];
  for (const program of await programsIn(reader, directory, 'several')) {
    const reason = whyNotRun(program);
    if (reason === null) validators.push(await toValidator(reader, program, inputArguments));
    else reader.warnings.push(`${program.path}: ${reason}; this validator is not run`);
  }
  return validators;
}

async function toValidator(reader: ProgramReader, program: PackageProgram, inputArguments: ReadonlyMap<string, InputArguments>): Promise<InputValidator> {
  const judged = (await checktestdataProgram(program, reader.collector)) ?? (await judgeProgram(reader, program));
  return {
    path: program.path,
    language: judged.language ?? '',
    files: program.files.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }])),
    program: judged,
    validExitCode: 42,
    argumentsFor: (test) => argumentsOf(program, inputArguments.get(test) ?? []),
    argumentsIn: (given) => argumentsOf(program, given),
  };
}

/** By the program's name, with or without its ending. */
function argumentsOf(program: PackageProgram, given: InputArguments): readonly string[] {
  if (Array.isArray(given)) return given;
  return given[program.name] ?? given[program.name.replace(/\.[^.]*$/, '')] ?? [];
}

function whyNotRun(program: PackageProgram): string | null {
  if (program.files.some(({ path }) => path.endsWith('.ctd'))) return null;
  if (program.files.some(({ path }) => path.endsWith('.viva'))) return 'VIVA is not supported';
  if (hasScripts(program)) return null;
  if (program.language === null) return program.files.some(({ text }) => text?.startsWith('#!')) ? null : 'its language cannot be told from its file endings';
  return isOurLanguage(program.language) || program.language === 'bash' ? null : `${program.language} is not a language of this judge`;
}
