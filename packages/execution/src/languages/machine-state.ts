import { statSync } from 'node:fs';
import type { Mount } from '@codearena/core';

/** Where package managers note what is installed, and where people install without one. */
const WITNESSES = [
  '/var/lib/dpkg/status',
  '/var/lib/rpm/rpmdb.sqlite',
  '/var/lib/rpm/Packages',
  '/var/lib/pacman/local',
  '/lib/apk/db/installed',
  '/usr/bin',
  '/usr/include',
  '/usr/local/bin',
  '/usr/local/include',
  '/usr/local/lib',
];

/**
 * Changes with everything that is installed on this machine, toolchains and headers among it, without looking at them. Cheap
 * enough for every compilation: one `stat` each.
 */
export function machineState(mounts: readonly Mount[] = []): string {
  return [...WITNESSES, ...mounts.map(({ from }) => from)].map(stateOf).join('\n');
}

function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${path} ${found.ino} ${found.size} ${found.mtimeMs}` : path;
}
