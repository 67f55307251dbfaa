import { initial } from './0001-initial.ts';

/** Forward only, in order; one that was released is never changed. SQL in modules, so that a bundle carries it. */
export const MIGRATIONS: readonly { version: number; name: string; sql: string }[] = [{ version: 1, name: 'initial', sql: initial }];

export const SCHEMA_VERSION = MIGRATIONS.length;
