import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InstalledLanguage, Sandbox } from '@codearena/core';
import type { Attack } from './attack.ts';
import { createProbe, hasNeighbour, startNeighbour, type Neighbour } from './bystanders.ts';
import { loadAttacks } from './catalogue.ts';
import { watchNativeHost, type HostWatch } from './host-watch.ts';
import { perform, type Arena } from './perform.ts';

export type AttackOptions = {
  /** An attack whose language is not here is not performed, and its result says so. C must be here. */
  languages: readonly InstalledLanguage[];
  /** Names of attacks; default: all. */
  only?: readonly string[];
  /** Only those of the gate, on all lanes at once, with nothing beside them. */
  quick?: boolean;
  onResult?: (result: AttackResult) => void;
  /** Looks for what is left outside of the sandbox; for the native backend there is one already. */
  host?: HostWatch;
};

export type AttackResult = {
  name: string;
  language: string;
  tries: string;
  /** That had to stop it; where `outcome` is `failed`, the one to look at. */
  layer: string;
  outcome: 'defeated' | 'failed' | 'skipped';
  /** What was wrong, or why it was skipped. */
  details: string[];
  ms: number;
};

type Setting = { arena: Arena; attacks: readonly Attack[]; host: HostWatch; probe: () => Promise<string[]> };

/** Performs the attacks, and looks after each at what must be true whatever it tried. */
export async function runAttacks(sandbox: Sandbox, options: AttackOptions): Promise<AttackResult[]> {
  const languages = new Map(options.languages.map((language) => [language.definition.id, language]));
  const c = languages.get('c');
  if (!c) throw new Error('The attack suite needs a C compiler in the sandbox');
  const secret = `CODEARENA-ATTACK ${randomBytes(16).toString('hex')}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'codearena-secret-'));
  try {
    await writeFile(path.join(folder, 'tests.ans'), secret);
    const arena = { sandbox, report: await sandbox.inspect(), languages, secret };
    const attacks = await loadAttacks(sandbox.kind);
    const chosen = attacks.filter((attack) => isChosen(attack, options));
    const probe = await createProbe(sandbox, c);
    await Promise.all(Array.from({ length: sandbox.lanes() }, probe));
    const host = options.host ?? (sandbox.kind === 'native' ? await watchNativeHost() : { leavings: async () => [] });
    const setting = { arena, attacks, host, probe };
    const results = options.quick ? await performQuickly(setting, chosen) : await performThoroughly(setting, chosen, c, options.onResult);
    if (options.quick) for (const result of results) options.onResult?.(result);
    return results;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Programs that only leave things are performed with those that look for them. */
function isChosen(attack: Attack, { only, quick }: AttackOptions): boolean {
  const leaves = attack.name.startsWith('residue-leave-');
  return !leaves && (!only || only.includes(attack.name)) && (!quick || attack.quick);
}

async function performThoroughly(setting: Setting, chosen: readonly Attack[], c: InstalledLanguage, onResult: AttackOptions['onResult']) {
  const { arena } = setting;
  const neighbour = hasNeighbour(arena.sandbox) ? await startNeighbour(arena.sandbox, c, arena.secret) : undefined;
  const results: AttackResult[] = [];
  try {
    for (const attack of chosen) {
      const result = await performOne(setting, attack, () => aftermath(setting, neighbour));
      results.push(result);
      onResult?.(result);
    }
  } finally {
    const harm = (await neighbour?.stop()) ?? [];
    const last = results.at(-1);
    if (harm.length > 0 && last) fail(last, harm);
  }
  return results;
}

async function aftermath({ host, probe }: Setting, neighbour: Neighbour | undefined): Promise<string[]> {
  return [...(await host.leavings()), ...(await probe()), ...(neighbour?.harm() ?? [])];
}

/** All lanes share the work; what must be true afterwards is looked at once. */
async function performQuickly(setting: Setting, chosen: readonly Attack[]): Promise<AttackResult[]> {
  const { arena, host, probe } = setting;
  const waiting = [...chosen];
  const results: AttackResult[] = [];
  const lanes = Array.from({ length: arena.sandbox.lanes() }, async () => {
    for (let attack = waiting.shift(); attack; attack = waiting.shift()) results.push(await performOne(setting, attack, async () => []));
  });
  await Promise.all(lanes);
  const left = [...(await host.leavings()), ...(await Promise.all(lanes.map(probe))).flat()];
  const last = results.at(-1);
  if (left.length > 0 && last) fail(last, left);
  return results.toSorted((a, b) => a.name.localeCompare(b.name));
}

function fail(result: AttackResult, details: readonly string[]): void {
  result.outcome = 'failed';
  result.details.push(...details);
}

async function performOne(setting: Setting, attack: Attack, after: () => Promise<string[]>): Promise<AttackResult> {
  const { arena, attacks } = setting;
  const { name, language, tries, layer } = attack;
  const started = performance.now();
  const conclude = (outcome: AttackResult['outcome'], details: string[]): AttackResult => {
    return { name, language, tries, layer, outcome, details, ms: Math.round(performance.now() - started) };
  };
  const installed = arena.languages.get(language);
  if (!installed) return conclude('skipped', [`${language} is not installed`]);
  if (attack.machine && attack.machine !== process.arch) return conclude('skipped', [`it is written for ${attack.machine}`]);
  const predecessor = attacks.find((candidate) => candidate.name === attack.after);
  const wrong = [...(await attempt(() => perform(arena, attack, installed, predecessor))), ...(await attempt(after))];
  return conclude(wrong.length > 0 ? 'failed' : 'defeated', wrong);
}

/** A sandbox that breaks is a result like another. */
async function attempt(work: () => Promise<string[]>): Promise<string[]> {
  try {
    return await work();
  } catch (error) {
    return [error instanceof Error ? `${error.name}: ${error.message}` : String(error)];
  }
}
