import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxKind } from '@codearena/core';
import { packageFolder } from '../launcher/program.ts';
import { parseAttack, type Attack } from './attack.ts';

const LANGUAGES: Readonly<Record<string, string>> = { c: 'c', cpp: 'cpp', java: 'java', js: 'javascript', py: 'python' };

function attacksFolder(): string {
  return path.join(packageFolder(), 'attacks');
}

/** Every program of the suite, in the order of their names; also those that only leave things for others to find. */
export async function loadAttacks(backend: SandboxKind): Promise<Attack[]> {
  const names = (await readdir(attacksFolder())).filter((name) => extensionOf(name) in LANGUAGES).toSorted();
  return Promise.all(names.map((name) => loadAttack(name, backend)));
}

/** A well-behaved program of the suite. */
export function loadCompanion(name: 'probe' | 'neighbour'): Promise<string> {
  return readFile(path.join(attacksFolder(), 'beside', `${name}.c`), 'utf8');
}

async function loadAttack(file: string, backend: SandboxKind): Promise<Attack> {
  const extension = extensionOf(file);
  const source = await readFile(path.join(attacksFolder(), file), 'utf8');
  return parseAttack(path.basename(file, `.${extension}`), LANGUAGES[extension] ?? extension, source, backend);
}

function extensionOf(file: string): string {
  return path.extname(file).slice(1);
}
