import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { InstallationLimits, ProblemStore } from '@codearena/core';
import { openPackage, type ProblemPackage } from '@codearena/problem-package';
import type { InferredLimit } from '@codearena/worker';

export type Import = { path: string; slug: string; changed: boolean; warnings: string[] };

/** Every problem package below a folder, in the order of their names. */
export async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: false, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
  return folders.toSorted();
}

/** Finds the time limit of a package that gives none. */
export type LimitFinder = (opened: ProblemPackage) => Promise<InferredLimit>;

export const limitAsRead: LimitFinder = async ({ definition }) => ({
  timeMs: definition.limits.timeMs,
  warnings: [`no time limit is given, and none was measured; ${definition.limits.timeMs / 1000} s counts`],
});

/** Adds a package to the database, or replaces the problem of the same name; what is the same already is left alone. */
export async function importPackage(
  problems: ProblemStore,
  location: string,
  installation: InstallationLimits,
  findLimit: LimitFinder = limitAsRead,
): Promise<Import> {
  const opened = await openPackage(location, { installation });
  try {
    const { definition, data, timeLimit } = opened;
    const { timeMs, warnings } = timeLimit.kind === 'given' ? { timeMs: definition.limits.timeMs, warnings: [] } : await findLimit(opened);
    const { changed } = await problems.save({ ...definition, limits: { ...definition.limits, timeMs } }, data);
    return { path: location, slug: definition.slug, changed, warnings: [...opened.warnings, ...warnings] };
  } finally {
    await opened.close();
  }
}
