import type { InstalledLanguage, Sandbox } from '@codearena/core';
import { beforeAll, expect, it } from 'vitest';
import { loadAttacks } from './catalogue.ts';
import type { HostWatch } from './host-watch.ts';
import { runAttacks, type AttackResult } from './suite.ts';
import { attackTable } from './table.ts';

export type Attacked = { sandbox: Sandbox; languages: readonly InstalledLanguage[]; host?: HostWatch };

/** Every attack on a sandbox that is started, and the table of all. */
export async function attackSuite(kind: Sandbox['kind'], open: () => Promise<Attacked>): Promise<void> {
  const attacks = (await loadAttacks(kind)).filter(({ name }) => !name.startsWith('residue-leave-'));
  let results: Map<string, AttackResult>;

  beforeAll(async () => {
    const { sandbox, languages, host } = await open();
    const all = await runAttacks(sandbox, { languages, ...(host ? { host } : {}) });
    results = new Map(all.map((result) => [result.name, result]));
    process.stdout.write(`${attackTable(all)}\n`);
  }, 900_000);

  it('are many', () => expect(attacks.length).toBeGreaterThanOrEqual(60));

  it.for(attacks.map(({ name, tries }) => [name, tries]))('%s: a program that tries to %s', ([name], { skip }) => {
    const result = results.get(name ?? '');
    if (result?.outcome === 'skipped') skip(result.details.join());
    // As one text, which the line of a failure shows whole.
    expect(result?.details.join('; ')).toBe('');
  });
}
