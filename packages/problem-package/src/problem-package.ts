import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { USUAL_INSTALLATION_LIMITS, type InstallationLimits } from '@codearena/core';
import type { ContentsReader, ProblemPackage } from './contents.ts';
import { collectData } from './data-collector.ts';
import { readIcpcPackage } from './icpc-package.ts';
import { PackageError } from './package-error.ts';
import { listPackageFiles, type PackageFiles } from './package-files.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './package-limits.ts';
import { readPolygonPackage } from './polygon/polygon-package.ts';
import { slugFrom } from './slug.ts';
import { unpackZip } from './zip.ts';

export type OpenOptions = {
  /** What the problem may ask for at most; what asks for more gets this, and a warning. */
  installation?: InstallationLimits | undefined;
  limits?: PackageLimits | undefined;
};

type Opening = Required<{ [Key in keyof OpenOptions]: NonNullable<OpenOptions[Key]> }>;

/**
 * Opens a package: a directory, or a zip archive of one, in the ICPC/Kattis format or as Codeforces Polygon gives it.
 * Throws `PackageError` (with file and line) for what is wrong with it and `UnsupportedFeature` for what cannot be judged.
 */
export async function openPackage(path: string, options: OpenOptions = {}): Promise<ProblemPackage> {
  const opening: Opening = { installation: options.installation ?? USUAL_INSTALLATION_LIMITS, limits: options.limits ?? PACKAGE_LIMITS };
  const location = resolve(path);
  const status = await stat(location).catch(() => {
    throw new PackageError(path, 'does not exist');
  });
  if (status.isDirectory()) return readPackage(location, basename(location), opening, async () => {});
  return openArchive(location, opening);
}

async function openArchive(archive: string, opening: Opening): Promise<ProblemPackage> {
  const directory = await mkdtemp(join(tmpdir(), 'codearena-package-'));
  const close = () => rm(directory, { recursive: true, force: true });
  try {
    await unpackZip(archive, directory, opening.limits);
    return await readPackage(await packageRoot(directory, opening.limits), basename(archive).replace(/\.(zip|kpp)$/i, ''), opening, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** An archive holds the package's directory, or what is in it. */
async function packageRoot(directory: string, limits: PackageLimits): Promise<string> {
  const files = await listPackageFiles(directory, limits);
  let root = '';
  while (!isPackage(files, root)) {
    const inside = files.names(root).map((name) => (root === '' ? name : `${root}/${name}`));
    const [only, ...others] = inside;
    const packages = inside.filter((path) => isPackage(files, path));
    if (packages.length > 1) throw new PackageError(packages.join(', '), 'are several packages in one archive; give each on its own');
    const next = packages[0] ?? (others.length === 0 ? only : undefined);
    if (next === undefined || !files.isDirectory(next)) break;
    root = next;
  }
  return join(directory, root);
}

const MARKS = ['problem.yaml', 'problem.xml', 'domjudge-problem.ini'];

function isPackage(files: PackageFiles, directory: string): boolean {
  return MARKS.some((name) => files.find(directory === '' ? name : `${directory}/${name}`));
}

async function readPackage(root: string, name: string, { installation, limits }: Opening, close: () => Promise<void>): Promise<ProblemPackage> {
  const collector = collectData();
  const closeAll = async () => {
    await collector.close();
    await close();
  };
  try {
    const files = await listPackageFiles(root, limits);
    const reader: ContentsReader = { slug: slugOf(name), installation, collector, warnings: [] };
    const contents = files.find('problem.xml') && !files.find('problem.yaml') ? await readPolygonPackage(reader, files) : await readIcpcPackage(reader, files);
    return { ...contents, data: collector.data, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function slugOf(name: string): string {
  const slug = slugFrom(name);
  if (slug === '') throw new PackageError(name, 'cannot be the name of a problem: it has neither letters a to z nor digits');
  return slug;
}
