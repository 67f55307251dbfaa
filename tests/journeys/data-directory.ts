import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Names where the data of an installation after its first start lie; the test runner's set-up makes one. */
export const TEMPLATE = 'CODEARENA_TEST_TEMPLATE';

/** An empty one, for what a first start must do. */
export function newDataDirectory(): string {
  return mkdtempSync(path.join(tmpdir(), 'codearena-journey-'));
}

export function copyOfTemplate(): string {
  const template = process.env[TEMPLATE];
  const copy = newDataDirectory();
  if (template !== undefined) execFileSync('cp', ['-a', `${template}/.`, copy]);
  return copy;
}
