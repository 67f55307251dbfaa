import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '@codearena/core';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from '../native/native-sandbox.ts';
import { requiredMounts } from '../languages/detection.ts';
import { loadAttacks } from './catalogue.ts';
import { attackedLanguages } from './testing.ts';
import { runAttacks, type AttackResult } from './suite.ts';
import { attackTable } from './table.ts';

const attacks = (await loadAttacks()).filter(({ name }) => !name.startsWith('residue-leave-'));

describe('attacks on the native sandbox', () => {
  let sandbox: Sandbox;
  let results: Map<string, AttackResult>;

  beforeAll(async () => {
    const { detections, languages } = await attackedLanguages();
    sandbox = createNativeSandbox({ lanes: 2, mounts: requiredMounts(detections), launcherPath: await buildLauncher() });
    await sandbox.start();
    const all = await runAttacks(sandbox, { languages });
    results = new Map(all.map((result) => [result.name, result]));
    process.stdout.write(`${attackTable(all)}\n`);
  }, 600_000);
  afterAll(() => sandbox?.stop());

  it('are many', () => expect(attacks.length).toBeGreaterThanOrEqual(60));

  it.for(attacks.map(({ name, tries }) => [name, tries]))('%s: a program that tries to %s', ([name], { skip }) => {
    const result = results.get(name ?? '');
    if (result?.outcome === 'skipped') skip(result.details.join());
    expect(result?.details).toEqual([]);
  });
});
