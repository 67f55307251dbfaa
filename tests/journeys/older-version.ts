import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Inside the clone, so that what npm installed is found from there, too. */
const PLACE = path.join(ROOT, '.cache', 'older-version');

/** The oldest code that knows the schema of now: a rolling upgrade has none that is older. Null where there is no history to find it in. */
export function oldestCommit(): string | null {
  try {
    return git('log', '-1', '--format=%H', '--diff-filter=A', '--', 'packages/data/src/postgres/migrations').trim() || null;
  } catch {
    return null;
  }
}

/** Builds launcher and server of that commit; answers where they are. */
export function buildOlderVersion(commit: string): { root: string; remove(): void } {
  const remove = (): void => rmSync(PLACE, { recursive: true, force: true });
  remove();
  mkdirSync(PLACE, { recursive: true });
  const archive = execFileSync('git', ['archive', commit, 'bin', 'scripts', 'packages', 'package.json'], { cwd: ROOT, maxBuffer: 1 << 28 });
  execFileSync('tar', ['-x', '-C', PLACE], { input: archive });
  const ours = path.join(PLACE, 'node_modules', '@codearena');
  mkdirSync(ours, { recursive: true });
  for (const name of readdirSync(path.join(PLACE, 'packages'))) {
    symlinkSync(path.join(PLACE, 'packages', name), path.join(ours, name));
    const own = path.join(ROOT, 'packages', name, 'node_modules');
    if (existsSync(own)) symlinkSync(own, path.join(PLACE, 'packages', name, 'node_modules'));
  }
  const build = "import('./packages/execution/launcher/build.mjs').then(({ buildLauncher }) => buildLauncher())";
  execFileSync(process.execPath, ['-e', build], { cwd: PLACE, stdio: 'inherit' });
  execFileSync(process.execPath, ['scripts/setup/bundle.mjs'], { cwd: PLACE, stdio: 'inherit' });
  return { root: PLACE, remove };
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
