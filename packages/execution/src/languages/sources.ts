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
  return files.filter(({ path }) => hasExtension(path, extensions)).map(({ path }) => `./${path}`);
}

/**
 * The file to start with: a lone one; the one named as entry point, with or without its ending; else the one called `main`, a
 * package's own, or the first by name. An entry point that is not there is given back, for the toolchain to miss it.
 */
export function entryFile(files: Source['files'], entryPoint: string | undefined, extensions: readonly string[]): string {
  const candidates = files.map(({ path }) => path).filter((path) => hasExtension(path, extensions));
  const [first] = candidates.toSorted();
  const find = (names: readonly string[]) => names.find((path) => candidates.includes(path));
  const withEndings = (stem: string) => [stem, ...extensions.map((extension) => `${stem}.${extension}`)];
  if (entryPoint !== undefined && candidates.length > 1) return find(withEndings(entryPoint)) ?? entryPoint;
  return find([...withEndings('main'), `__main__.${extensions[0]}`]) ?? first ?? `main.${extensions[0]}`;
}

export function hasExtension(path: string, extensions: readonly string[]): boolean {
  return extensions.includes(extensionOf(path));
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}
