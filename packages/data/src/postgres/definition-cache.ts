import { completeDefinition, type ProblemDefinition } from '@codearena/core';
import type { Database } from './database.ts';

/** Problem versions never change, so a worker reads each of them once. */
export type DefinitionCache = { get(problemId: string, version: number): Promise<ProblemDefinition> };

const LARGEST_SIZE = 100;

export function createDefinitionCache(database: Database): DefinitionCache {
  const cached = new Map<string, ProblemDefinition>();
  return {
    async get(problemId, version) {
      const key = `${problemId} ${version}`;
      const definition = cached.get(key) ?? (await readDefinition(database, problemId, version));
      // Deleted and set again: the map's first entry is the one not used for longest.
      cached.delete(key);
      cached.set(key, definition);
      if (cached.size > LARGEST_SIZE) cached.delete(cached.keys().next().value ?? '');
      return definition;
    },
  };
}

async function readDefinition(database: Database, problemId: string, version: number): Promise<ProblemDefinition> {
  const [row] = await database.query<{ definition: ProblemDefinition }>({
    text: 'select definition from problem_versions where problem_id = $1 and version = $2',
    values: [problemId, version],
  });
  if (!row) throw new Error(`Problem ${problemId} has no version ${version}`);
  return completeDefinition(row.definition);
}
