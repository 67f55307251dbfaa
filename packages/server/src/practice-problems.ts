import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ProblemStore } from '@codearena/core';
import { openPackage } from '@codearena/problem-package';

export type Import = { path: string; slug: string; changed: boolean; warnings: string[] };

/** Every problem package below a folder, in the order of their names. */
export async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: false, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
  return folders.toSorted();
}

/** Adds a package to the database, or replaces the problem of the same name; what is the same already is left alone. */
export async function importPackage(problems: ProblemStore, location: string): Promise<Import> {
  const opened = await openPackage(location);
  try {
    const { changed } = await problems.save(opened.definition, opened.data);
    return { path: location, slug: opened.definition.slug, changed, warnings: opened.warnings };
  } finally {
    await opened.close();
  }
}
