import type { PackageFile, PackageFiles } from '../package-files.ts';

/** A file that everybody may see: a figure, a statement as PDF, an attachment. `name` is unique in the problem. */
export type FoundPublicFile = { name: string; kind: 'figure' | 'attachment' | 'statement'; mediaType: string; file: PackageFile };

export type PublicFileCollector = {
  add(file: PackageFile, kind: FoundPublicFile['kind'], name: string): FoundPublicFile;
  all(): readonly FoundPublicFile[];
};

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  zip: 'application/zip',
  txt: 'text/plain; charset=utf-8',
};

export function collectPublicFiles(): PublicFileCollector {
  const found: FoundPublicFile[] = [];
  return {
    add(file, kind, name) {
      const known = found.find((other) => other.file.path === file.path);
      if (known) return known;
      const added = { name: uniqueName(found, name), kind, mediaType: mediaTypeOf(file.path), file };
      found.push(added);
      return added;
    },
    all: () => found,
  };
}

/** Letters, digits, dots, dashes and underscores, so that it can stand in a URL as it is. */
function uniqueName(found: readonly FoundPublicFile[], name: string): string {
  const safe =
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(-100) || 'file';
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? safe : `${count}-${safe}`;
    if (!found.some((other) => other.name.toLowerCase() === candidate.toLowerCase())) return candidate;
  }
}

function mediaTypeOf(path: string): string {
  return MEDIA_TYPES[extensionOf(path)] ?? 'application/octet-stream';
}

export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
}

/** What a browser shows inside a page. */
export function isImage(path: string): boolean {
  return ['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg'].includes(extensionOf(path));
}

const TRIED = ['', '.png', '.jpg', '.jpeg', '.svg', '.gif', '.webp', '.pdf', '.eps', '.PNG', '.JPG'];

/**
 * The file that a statement means: from its own directory, with an ending added, and among files that differ only in the
 * ending one that a page can show. Packages also name figures from the contest's directory (`problem/problem_statement/…`).
 */
export function findFigure(files: PackageFiles, directories: readonly string[], name: string): PackageFile | undefined {
  for (const directory of directories) {
    for (const path of pathsOf(directory, name)) {
      const found = TRIED.flatMap((ending) => files.find(path + ending) ?? []);
      const exact = found.find((file) => isImage(file.path)) ?? found[0];
      if (exact) return isImage(exact.path) ? exact : (shownInstead(files, exact) ?? exact);
    }
  }
  return undefined;
}

function shownInstead(files: PackageFiles, { path }: PackageFile): PackageFile | undefined {
  const base = path.replace(/\.[^./]*$/, '');
  return ['.svg', '.png', '.jpg', '.jpeg', '.gif'].flatMap((ending) => files.find(base + ending) ?? [])[0];
}

function pathsOf(directory: string, name: string): string[] {
  const clean = name.replace(/^\{+|\}+$/g, '').replace(/^"|"$/g, '');
  const whole = normalise(directory === '' ? clean : `${directory}/${clean}`);
  const parts = clean.split('/');
  const tails = parts.map((_, index) => normalise(`${directory}/${parts.slice(index).join('/')}`));
  return [...new Set([whole, ...tails].filter((path): path is string => path !== null))];
}

/** Without `.` and `..`; null for a path that leads out of the package. */
function normalise(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
