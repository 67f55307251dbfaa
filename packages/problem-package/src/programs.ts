import type { Program, ProgramFile } from '@codearena/core';
import { replaceConstants } from './constants.ts';
import type { DataCollector } from './data-collector.ts';
import { languageOfFile, precedence } from './package-languages.ts';
import { PACKAGE_LIMITS } from './package-limits.ts';
import { readSource, type PackageFile, type PackageFiles } from './package-files.ts';

/** A program of the package: one file, or a directory of files. File paths are relative to the program. */
export type PackageProgram = {
  /** Relative to the package. */
  path: string;
  name: string;
  files: PackageSource[];
  /** By the file endings; null where they say nothing or contradict each other. */
  language: string | null;
};

/** `text` is null for what is too large to be a source, such as a table that a program reads. */
export type PackageSource = { path: string; text: string | null; file: PackageFile };

export async function readPrograms(files: PackageFiles, directory: string, constants: ReadonlyMap<string, string>): Promise<PackageProgram[]> {
  const programs: PackageProgram[] = [];
  for (const name of files.names(directory).filter((entry) => !isByProduct(entry)))
    programs.push(await readProgram(files, `${directory}/${name}`, name, constants));
  return programs;
}

export async function readProgram(files: PackageFiles, path: string, name: string, constants: ReadonlyMap<string, string>): Promise<PackageProgram> {
  const single = files.find(path);
  const parts = single ? [single] : files.below(path).filter((part) => !isByProduct(part.path));
  const sources: PackageSource[] = [];
  for (const part of parts) {
    const text = part.bytes > PACKAGE_LIMITS.textBytes ? null : replaceConstants(await readSource(part), constants);
    sources.push({ path: single ? name : part.path.slice(path.length + 1), text, file: part });
  }
  return { path, name, files: sources, language: commonLanguage(sources) };
}

/** What compilers and interpreters leave behind. */
function isByProduct(path: string): boolean {
  return /(^|\/)__pycache__(\/|$)|\.(pyc|class|o|exe|hi)$/.test(path);
}

/** That of the main file, or of most files; C is compiled as C++ beside C++. */
function commonLanguage(sources: readonly PackageSource[]): string | null {
  const languageOf = (source: PackageSource) => languageOfFile(source.path, source.text ?? '');
  const main = sources.find((source) => /^(main|__main__)\.[^.]+$/i.test(source.path));
  const languages = sources.flatMap((source) => languageOf(source) ?? []);
  const chosen = (main && languageOf(main)) ?? mostFrequent(languages);
  return chosen === 'c' && languages.includes('cpp') ? 'cpp' : chosen;
}

function mostFrequent(languages: readonly string[]): string | null {
  const count = (language: string) => languages.filter((other) => other === language).length;
  const [first] = [...new Set(languages)].toSorted((left, right) => count(right) - count(left) || precedence(left) - precedence(right));
  return first ?? null;
}

/** Whether the program brings its own scripts: `build` makes `run`, and `run` is the program. */
export function hasScripts(program: PackageProgram): boolean {
  return program.files.some((file) => file.path === 'build' || file.path === 'run');
}

/** The program as the judge takes it; its files by content. */
export async function toProgram(program: PackageProgram, language: string | null, collector: DataCollector): Promise<Program> {
  const files: ProgramFile[] = [];
  for (const source of program.files) files.push(await toProgramFile(source, collector));
  return { name: program.path, language, files };
}

export async function toProgramFile({ path, text, file }: PackageSource, collector: DataCollector): Promise<ProgramFile> {
  const changed = text !== null && text.includes('\uFFFD') ? false : text !== null && (await isChanged(text, file));
  const data = changed && text !== null ? await collector.text(text) : await collector.file(file);
  return { path, file: data, executable: file.executable || path === 'build' || path === 'run' };
}

/** Whether constants were put in. Files that are not UTF-8 stay as they are, byte for byte. */
async function isChanged(text: string, file: PackageFile): Promise<boolean> {
  return text !== (await readSource(file));
}
