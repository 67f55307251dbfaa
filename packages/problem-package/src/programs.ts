import { replaceConstants } from './constants.ts';
import { languageOfFile } from './package-languages.ts';
import { readSource, type PackageFiles } from './package-files.ts';

/** A program of the package: one file, or a directory of files. File paths are relative to the program. */
export type PackageProgram = {
  /** Relative to the package. */
  path: string;
  name: string;
  files: { path: string; text: string }[];
  /** By the file endings; null where they say nothing or contradict each other. */
  language: string | null;
};

export async function readPrograms(files: PackageFiles, directory: string, constants: ReadonlyMap<string, string>): Promise<PackageProgram[]> {
  const programs: PackageProgram[] = [];
  for (const name of files.names(directory)) programs.push(await readProgram(files, `${directory}/${name}`, name, constants));
  return programs;
}

async function readProgram(files: PackageFiles, path: string, name: string, constants: ReadonlyMap<string, string>): Promise<PackageProgram> {
  const single = files.find(path);
  const parts = single ? [single] : files.below(path);
  const sources: PackageProgram['files'] = [];
  for (const part of parts) {
    sources.push({ path: single ? name : part.path.slice(path.length + 1), text: replaceConstants(await readSource(part), constants) });
  }
  return { path, name, files: sources, language: commonLanguage(sources) };
}

function commonLanguage(sources: PackageProgram['files']): string | null {
  const languages = new Set(sources.flatMap((source) => languageOfFile(source.path, source.text) ?? []));
  const [only] = languages;
  return languages.size === 1 && only !== undefined ? only : null;
}
