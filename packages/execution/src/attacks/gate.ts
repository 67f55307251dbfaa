import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import path from 'node:path';
import type { InstalledLanguage, Sandbox } from '@codearena/core';
import { loadAttacks } from './catalogue.ts';
import { runAttacks, type AttackResult } from './suite.ts';
import { attackReport } from './table.ts';

export type GateOptions = {
  sandbox: Sandbox;
  languages: readonly InstalledLanguage[];
  /** Where a passed gate is remembered (DATA_DIR). */
  dataDirectory: string;
  /** Of the program that isolates, e.g. its hash. */
  fingerprint: string;
};

export type GateOutcome = { green: boolean; remembered: boolean; results: AttackResult[] };

export type Gate = {
  /** Nothing may be judged unless this is green. A gate that was not passed is tried again at every call. */
  check(): Promise<GateOutcome>;
};

/**
 * The quick part of the attack suite, for a worker's start. That it was passed is remembered for this boot of this
 * kernel, with this launcher, these layers, these toolchains and these attacks: when any of them changes it is run again.
 */
export function createGate(options: GateOptions): Gate {
  const file = path.join(options.dataDirectory, `gate-${options.sandbox.kind}.json`);
  return {
    async check() {
      const key = await gateKey(options);
      if ((await rememberedKey(file)) === key) return { green: true, remembered: true, results: [] };
      const results = await runAttacks(options.sandbox, { languages: options.languages, quick: true });
      const { green } = attackReport(results);
      if (green) await remember(file, key);
      return { green, remembered: false, results };
    },
  };
}

async function gateKey({ sandbox, languages, fingerprint }: GateOptions): Promise<string> {
  const quick = (await loadAttacks(sandbox.kind)).filter((attack) => attack.quick).map(({ name, source }) => [name, source]);
  const { layers } = await sandbox.inspect();
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  const versions = languages.map(({ definition, toolchain }) => [definition.id, toolchain.version]);
  return createHash('sha256')
    .update(JSON.stringify([boot, release(), fingerprint, sandbox.kind, layers, versions, quick]))
    .digest('hex');
}

/** A file that cannot be read, or is not ours, only means that the gate is run. */
async function rememberedKey(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^\{"passed":"([0-9a-f]{64})"\}\n$/.exec(text)?.[1];
}

async function remember(file: string, key: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.new`;
  await writeFile(beside, `{"passed":"${key}"}\n`);
  await rename(beside, file);
}
