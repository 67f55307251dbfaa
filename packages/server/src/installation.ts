import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** This installation's root: the folder that holds `packages` and `problems`, seen from the bundle or from the sources. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

export const PRACTICE_PROBLEMS = path.join(ROOT, 'problems');

export function version(): string {
  return (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The built page; null where it was not built, so that the API is served alone. */
export function webRoot(): string | null {
  const folder = path.join(ROOT, 'packages', 'web', 'dist');
  return existsSync(path.join(folder, 'index.html')) ? folder : null;
}
