import type { Probe } from '@codearena/core';
import type { Database } from './database.ts';

export function createDatabaseProbe(database: Database): Probe {
  return { name: 'database', check: () => database.assertMigrated() };
}
