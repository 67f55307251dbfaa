import { readFile } from 'node:fs/promises';
import type { BoxFile, InstalledLanguage, ProblemDefinition, ProgramFile, Source, TestData } from '@codearena/core';

/** A submission with the files that the problem puts beside it: its sources, and what is only there. */
export type SubmissionFiles = { sources: Source['files']; others: BoxFile[] };

/**
 * Included files take the place of those of a submission that have the same name, so that a driver stays a driver. Those
 * for all languages come first, those of the language replace them.
 */
export async function withIncluded(
  { definition }: InstalledLanguage,
  files: Source['files'],
  { include }: Pick<ProblemDefinition, 'include'>,
  testData: TestData,
): Promise<SubmissionFiles> {
  const included = new Map<string, BoxFile>();
  for (const file of [...(include['default'] ?? []), ...(include[definition.id] ?? [])]) included.set(file.path, await boxFileOf(file, testData));
  const isSource = (path: string) => definition.extensions.some((extension) => path.toLowerCase().endsWith(`.${extension}`));
  const own = files.filter(({ path }) => !included.has(path));
  const sources = [...included.values()]
    .filter(({ path }) => isSource(path))
    .map(({ path, content }) => ({ path, text: Buffer.from(content).toString('utf8') }));
  return {
    sources: [...own.filter(({ path }) => included.size === 0 || isSource(path)), ...sources],
    others: [...asBoxFiles(own.filter(({ path }) => included.size > 0 && !isSource(path))), ...[...included.values()].filter(({ path }) => !isSource(path))],
  };
}

export async function boxFileOf({ path, file, executable }: ProgramFile, testData: TestData): Promise<BoxFile> {
  return { path, content: await readFile(await testData.path(file)), executable };
}

function asBoxFiles(files: Source['files']): BoxFile[] {
  return files.map(({ path, text }) => ({ path, content: new TextEncoder().encode(text) }));
}
