import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { serverInputs } from '../../../scripts/setup/steps.mjs';

const ROOT = path.resolve(import.meta.dirname, '../../..');

it('is made anew when any of its sources has changed', () => {
  const map = JSON.parse(readFileSync(path.join(ROOT, 'packages/server/dist/codearena.mjs.map'), 'utf8')) as { sources: string[] };
  const sources = map.sources
    .map((source) => path.relative(ROOT, path.resolve(ROOT, 'packages/server/dist', source)))
    .filter((source) => source.endsWith('.ts'));
  const inputs = new Set(serverInputs());
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((source) => !inputs.has(source))).toEqual([]);
});
