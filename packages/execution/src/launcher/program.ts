import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

type Builder = {
  buildLauncher(options?: { sanitize?: boolean }): Promise<string>;
  buildFuzzer(folder: string): Promise<string>;
};

/** The execution package's folder, from its sources as well as from a bundle elsewhere in the installation. */
export function packageFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (folder !== path.dirname(folder)) {
    const candidate = path.join(folder, 'packages', 'execution');
    if (existsSync(candidate)) return candidate;
    folder = path.dirname(folder);
  }
  throw new Error('This installation has no packages/execution folder, so there is no native launcher');
}

/** Where set-up puts the launcher. */
export function launcherPath(): string {
  return path.join(packageFolder(), 'dist', 'codearena-launcher');
}

async function builder(): Promise<Builder> {
  const script = path.join(packageFolder(), 'launcher', 'build.mjs');
  return (await import(pathToFileURL(script).href)) as Builder;
}

/** Builds the launcher where it is missing or older than its sources; returns the program's path. */
export async function buildLauncher(options: { sanitize?: boolean } = {}): Promise<string> {
  return (await builder()).buildLauncher(options);
}

/** Builds the driver that feeds mutated requests to the launcher's parser. */
export async function buildFuzzer(folder: string): Promise<string> {
  return (await builder()).buildFuzzer(folder);
}
