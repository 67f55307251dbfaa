import type { Program } from '@codearena/core';
import type { DataCollector } from './data-collector.ts';
import { PackageError, UnsupportedFeature } from './package-error.ts';
import type { PackageFiles } from './package-files.ts';
import { isOurLanguage } from './package-languages.ts';
import { hasScripts, readProgram, readPrograms, toProgram, type PackageProgram } from './programs.ts';

export type ProgramReader = { files: PackageFiles; constants: ReadonlyMap<string, string>; collector: DataCollector; warnings: string[] };

const DOCUMENTATION = /^(README.*|LICENSE.*|.*\.(md|txt|pdf))$/i;

/**
 * The programs of a directory such as `output_validators/`: each file and each directory is one. Where headers or scripts
 * lie directly in it, or several sources in a directory that may hold only one program, the directory itself is the program.
 */
export async function programsIn(reader: ProgramReader, directory: string, only: 'one' | 'several'): Promise<PackageProgram[]> {
  const names = reader.files.names(directory).filter((name) => !DOCUMENTATION.test(name));
  const direct = names.filter((name) => !reader.files.isDirectory(`${directory}/${name}`));
  const whole = await readProgram(reader.files, directory, directory, reader.constants);
  const isOne = hasScripts(whole) || (direct.length > 1 && (only === 'one' || hasParts(direct)));
  if (isOne && names.length > 0) return [whole];
  const programs = (await readPrograms(reader.files, directory, reader.constants)).filter((program) => names.includes(program.name));
  return withoutOthers(reader, programs);
}

/** A makefile, say, beside a program is none, but where there is nothing else it has to be one. */
function withoutOthers({ warnings }: ProgramReader, programs: readonly PackageProgram[]): PackageProgram[] {
  const isProgram = (program: PackageProgram) => program.language !== null || hasScripts(program) || program.files.some(({ text }) => text?.startsWith('#!'));
  const known = programs.filter(isProgram);
  if (known.length === 0) return [...programs];
  for (const program of programs) if (!isDescribed(program) && !known.includes(program)) warnings.push(`${program.path}: is not a program and is left out`);
  return programs.filter((program) => known.includes(program) || isDescribed(program));
}

/** Descriptions of what an input must be: run by an interpreter, or told by name to be not supported. */
function isDescribed({ files }: PackageProgram): boolean {
  return files.some(({ path }) => /\.(ctd|viva)$/.test(path));
}

function hasParts(names: readonly string[]): boolean {
  return names.some((name) => /\.(h|hpp|hh|hxx)$/.test(name)) || names.includes('__init__.py') || names.includes('__main__.py');
}

/** As the judge runs it; a language that this judge does not know is refused, since nothing could be judged without it. */
export async function judgeProgram(reader: ProgramReader, program: PackageProgram): Promise<Program> {
  if (hasScripts(program)) return toProgram(program, null, reader.collector);
  const [single] = program.files;
  // A script that names its interpreter is what a `run` script would be.
  if (program.files.length === 1 && single && (program.language === 'bash' || (program.language === null && single.text?.startsWith('#!')))) {
    const { files } = await toProgram(program, null, reader.collector);
    return { name: program.path, language: null, files: files.map((file) => ({ ...file, path: 'run', executable: true })) };
  }
  if (program.language === null) throw new PackageError(program.path, 'its language cannot be told from its file endings');
  if (!isOurLanguage(program.language)) throw new UnsupportedFeature(program.path, `a program in ${program.language}`);
  return toProgram(program, program.language, reader.collector);
}
