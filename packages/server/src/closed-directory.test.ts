import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openToOthers } from '../../../scripts/setup/system.mjs';

it('of a clone is opened for the service’s user, and nothing below it', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'codearena-closed-'));
  mkdirSync(path.join(directory, 'private'), { mode: 0o700 });
  openToOthers(directory);
  openToOthers(directory);
  expect([directory, path.join(directory, 'private')].map((place) => statSync(place).mode & 0o777)).toEqual([0o755, 0o700]);
  rmSync(directory, { recursive: true });
});
