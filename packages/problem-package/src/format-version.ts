import { PackageError } from './package-error.ts';
import { valueOf, type YamlFile } from './yaml-file.ts';

export type FormatVersion = 'legacy' | 'legacy-icpc' | '2023-07' | '2025-09';

const KNOWN: Record<string, FormatVersion> = {
  legacy: 'legacy',
  'legacy-icpc': 'legacy-icpc',
  '2023-07': '2023-07',
  '2023-07-draft': '2023-07',
  '2025-09': '2025-09',
  '2025-09-draft': '2025-09',
  draft: '2025-09',
};

/** `problem_format_version`, which is `legacy` where it is missing; while a version was a draft, packages followed it loosely. */
export function formatVersion(file: YamlFile): { version: FormatVersion; draft: boolean } {
  const given = valueOf(file.value, 'problem_format_version') ?? 'legacy';
  const name = typeof given === 'string' ? given.trim().toLowerCase() : '';
  const version = KNOWN[name];
  if (version) return { version, draft: name.endsWith('draft') };
  const known = Object.keys(KNOWN).filter((candidate) => !candidate.endsWith('draft'));
  throw new PackageError(file.path, `problem_format_version: must be one of ${known.join(', ')}`, file.lineOf(['problem_format_version']));
}

/** The two older versions share their vocabulary, and so do the two newer ones. */
export function isLegacy(version: FormatVersion): boolean {
  return version === 'legacy' || version === 'legacy-icpc';
}
