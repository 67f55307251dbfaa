import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from '@codearena/core';
import type { DataCollector } from '../data-collector.ts';
import { toProgramFile, type PackageProgram } from '../programs.ts';

const INTERPRETER = path.join('packages', 'problem-package', 'dist', 'checktestdata.cjs');

/** A Checktestdata script as a program that can be run: the interpreter with the script beside it. Null: the program is none. */
export async function checktestdataProgram(program: PackageProgram, collector: DataCollector): Promise<Program | null> {
  const script = program.files.find((file) => file.path.endsWith('.ctd'));
  if (!script) return null;
  const { file } = await toProgramFile(script, collector);
  return {
    name: program.path,
    language: 'javascript',
    files: [
      { path: 'main.js', file: await collector.text(interpreter()), executable: false },
      { path: 'script.ctd', file, executable: false },
    ],
  };
}

/** As set-up made it, found from the sources as well as from a bundle elsewhere in the installation. */
function interpreter(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = readIfThere(path.join(folder, INTERPRETER));
    if (found !== null) return found;
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`This installation has no ${INTERPRETER}; set-up makes it`);
    folder = parent;
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
