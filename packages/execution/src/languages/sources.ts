import type { BoxFile, Source } from '@codearena/core';

/** A lone file gets the name that its language wants; several keep their own, since they refer to each other. */
export function nameSources(source: Source, name: string): Source['files'] {
  const [only, ...others] = source.files;
  return only && others.length === 0 ? [{ path: name, text: only.text }] : source.files;
}

export function boxFiles(files: Source['files']): BoxFile[] {
  const encoder = new TextEncoder();
  return files.map(({ path, text }) => ({ path, content: encoder.encode(text) }));
}

/** Command-line arguments for the files with one of the extensions; "./" keeps a name from being read as an option. */
export function sourceArguments(files: Source['files'], extensions: readonly string[]): string[] {
  return files.filter(({ path }) => extensions.includes(extensionOf(path))).map(({ path }) => `./${path}`);
}

/** The file that an interpreter starts with: the one called `stem`, with or without its ending, a package's own, else the first by name. */
export function entryFile(files: Source['files'], stem: string, extensions: readonly string[]): string {
  const candidates = files.map(({ path }) => path).filter((path) => extensions.includes(extensionOf(path)));
  const names = [stem, ...extensions.map((extension) => `${stem}.${extension}`), `__main__.${extensions[0]}`];
  const named = names.find((path) => candidates.includes(path));
  return named ?? candidates.toSorted()[0] ?? `${stem}.${extensions[0]}`;
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}
