import { initial } from './0001-initial.ts';
import { operating } from './0002-operating.ts';
import { housekeeping } from './0003-housekeeping.ts';
import { files } from './0004-files.ts';
import { turns } from './0005-turns.ts';
import { history } from './0006-history.ts';

/** Forward only, in order; one that was released is never changed. SQL in modules, so that a bundle carries it. */
export const MIGRATIONS: readonly { version: number; name: string; sql: string }[] = [
  { version: 1, name: 'initial', sql: initial },
  { version: 2, name: 'operating', sql: operating },
  { version: 3, name: 'housekeeping', sql: housekeeping },
  { version: 4, name: 'files', sql: files },
  { version: 5, name: 'turns', sql: turns },
  { version: 6, name: 'history', sql: history },
];

export const SCHEMA_VERSION = MIGRATIONS.length;
