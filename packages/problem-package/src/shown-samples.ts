import type { PackageFile, PackageFiles } from './package-files.ts';

/** What people see of a test in place of its input and answer. `base` is its path without extension. */
export function shownFiles(
  files: PackageFiles,
  base: string,
): { input?: PackageFile | undefined; answer?: PackageFile | undefined; interaction?: PackageFile | undefined } {
  return {
    input: files.find(`${base}.in.statement`),
    answer: files.find(`${base}.ans.statement`) ?? files.find(`${base}.out`),
    interaction: files.find(`${base}.interaction`),
  };
}

/** Samples that are shown but not judged: an interaction, or a pair for the statement, without a test of the same name. */
export function samplesToShowOnly(
  files: PackageFiles,
): { name: string; input?: PackageFile | undefined; answer?: PackageFile | undefined; interaction?: PackageFile | undefined }[] {
  const names = files.names('data/sample');
  const bases = new Set(names.filter((name) => /\.(interaction|in\.statement)$/.test(name)).map((name) => name.replace(/\.(interaction|in\.statement)$/, '')));
  return [...bases].filter((base) => !names.includes(`${base}.in`)).map((name) => ({ name, ...shownFiles(files, `data/sample/${name}`) }));
}
