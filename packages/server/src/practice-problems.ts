import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { InstallationLimits, ProblemStore } from '@codearena/core';
import { openPackage, type ProblemPackage } from '@codearena/problem-package';
import type { Examination } from '@codearena/worker';

export type Import = { path: string; slug: string; changed: boolean; warnings: string[] };

/** Every problem package below a folder, in the order of their names. */
export async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: false, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
  return folders.toSorted();
}

/** What a package's own programs tell about it before it is imported; throws where they refuse it. */
export type Examiner = (opened: ProblemPackage) => Promise<Examination>;

/** Nothing is run: for packages that were verified, and where nothing can be. */
export const takeAsRead: Examiner = async ({ definition: { limits }, timeLimit }) => ({
  timeMs: limits.timeMs,
  warnings: timeLimit.kind === 'given' ? [] : [`no time limit is given, and none was measured; ${limits.timeMs / 1000} s counts`],
});

/** Adds a package to the database, or replaces the problem of the same name; what is the same already is left alone. */
export async function importPackage(
  problems: ProblemStore,
  location: string,
  installation: InstallationLimits,
  examine: Examiner = takeAsRead,
): Promise<Import> {
  const opened = await openPackage(location, { installation });
  try {
    const { definition, data } = opened;
    const { timeMs, warnings } = await examine(opened);
    const { changed } = await problems.save({ ...definition, limits: { ...definition.limits, timeMs } }, data);
    return { path: location, slug: definition.slug, changed, warnings: [...opened.warnings, ...warnings] };
  } finally {
    await opened.close();
  }
}
