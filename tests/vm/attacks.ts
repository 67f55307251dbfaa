import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { InstalledLanguage, Sandbox } from '@codearena/core';
import type { Attack } from '../../packages/execution/src/attacks/attack.ts';
import { loadAttacks } from '../../packages/execution/src/attacks/catalogue.ts';
import { runAttacks, type AttackResult } from '../../packages/execution/src/attacks/suite.ts';
import { attackedLanguages } from '../../packages/execution/src/attacks/testing.ts';

export type Line = { name: string; outcome: 'passed' } | { name: string; outcome: 'failed' | 'left out'; detail: string };
type Options = { createSandbox(lanes: number): Sandbox; isOver(): boolean; say(line: Line): void };

/** Names of the attacks that the machine's earlier user has performed: the later one begins with the others. */
const PERFORMED = '/tmp/attacks-performed';

class TimeIsUp extends Error {}

/**
 * First those that control groups have to do with, with a neighbour on a second lane, then the others, which on a single
 * processor take half as long without one; for as long as there is time.
 */
export async function performAttacks({ createSandbox, isOver, say }: Options): Promise<void> {
  const attacks = (await loadAttacks('native')).filter(({ name }) => !name.startsWith('residue-leave-'));
  const open = new Set(names(attacks));
  const { languages } = await attackedLanguages();
  const onResult = (result: AttackResult): void => {
    open.delete(result.name);
    say(describeResult(result));
    if (isOver()) throw new TimeIsUp();
  };
  for (const { part, lanes } of inOrder(attacks)) {
    if (isOver()) break;
    const failure = await performPart(createSandbox(lanes), languages, part, onResult);
    if (failure) say({ name: 'the suite', outcome: 'failed', detail: failure });
  }
  if (!existsSync(PERFORMED))
    writeFileSync(
      PERFORMED,
      names(attacks)
        .filter((name) => !open.has(name))
        .join('\n'),
    );
  for (const name of open) say({ name, outcome: 'left out', detail: 'the time was up' });
}

function inOrder(attacks: readonly Attack[]): { part: Attack[]; lanes: number }[] {
  const performed = new Set(existsSync(PERFORMED) ? readFileSync(PERFORMED, 'utf8').split('\n') : []);
  const others = attacks.filter((attack) => !concernsGroups(attack));
  return [
    { part: attacks.filter(concernsGroups), lanes: 2 },
    { part: others.filter(({ name }) => !performed.has(name)), lanes: 1 },
    { part: others.filter(({ name }) => performed.has(name)), lanes: 1 },
  ].filter(({ part }) => part.length > 0);
}

function names(attacks: readonly Attack[]): string[] {
  return attacks.map(({ name }) => name);
}

function concernsGroups({ layer, name }: Attack): boolean {
  return layer.startsWith('cgroup') || name.startsWith('residue-');
}

async function performPart(sandbox: Sandbox, languages: InstalledLanguage[], part: Attack[], onResult: (result: AttackResult) => void) {
  try {
    await sandbox.start();
    await runAttacks(sandbox, { languages, only: names(part), onResult });
    return undefined;
  } catch (error) {
    return error instanceof TimeIsUp ? undefined : String(error);
  } finally {
    await sandbox.stop();
  }
}

function describeResult({ name, outcome, details }: AttackResult): Line {
  if (outcome === 'skipped') return { name, outcome: 'left out', detail: details.join() };
  return outcome === 'defeated' ? { name, outcome: 'passed' } : { name, outcome: 'failed', detail: details.join('; ') };
}
