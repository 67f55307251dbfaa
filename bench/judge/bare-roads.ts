import path from 'node:path';
import { createMachine, detectLanguages, LANGUAGES as DEFINITIONS } from '@codearena/execution';
import type { CompileStep, InstalledLanguage, Mount, RunStep } from '@codearena/core';
import { CPP_STANDARD } from '../../packages/execution/src/languages/cpp.ts';
import { ROOT } from '../product.ts';
import { BLOCK_SUMS, type Language } from './programs.ts';

/** How a submission is compiled and run without us: lines of a shell, in a directory that holds these files. */
export type BareRoad = {
  files(code: string, directory: string): { path: string; content: string | Uint8Array }[];
  compile: string | null;
  run: string;
};

const PLAIN: Readonly<Record<Language, { file: string; compile: string | null; run: string }>> = {
  c: { file: 'main.c', compile: 'gcc -O2 main.c -o main', run: './main' },
  cpp: { file: 'main.cpp', compile: 'g++ -O2 main.cpp -o main', run: './main' },
  java: { file: 'Main.java', compile: 'javac Main.java', run: 'java Main' },
  python: { file: 'main.py', compile: null, run: 'python3 main.py' },
  javascript: { file: 'main.js', compile: null, run: 'node main.js' },
  typescript: {
    file: 'main.ts',
    compile: `tsc --module commonjs --typeRoots ${path.join(ROOT, 'node_modules/@types')} --types node main.ts`,
    run: 'node main.js',
  },
};

/** What g++ takes without it depends on its version. */
export const OUR_STANDARD = `-std=${CPP_STANDARD}`;

/** As a person types it who wants the program to be fast. `flags` go to the compiler. */
export function plainRoad(language: Language, flags = ''): BareRoad {
  const { file, compile, run } = PLAIN[language];
  return { files: (code) => [{ path: file, content: code }], compile: compile && flags ? compile.replace(' ', ` ${flags} `) : compile, run };
}

type ImprovedRoads = { roads: Map<Language, BareRoad>; missing: string[] };

/**
 * The product's own commands, asked of its languages, without the sandbox: what it sees as /box is the directory at hand, and
 * what it shows elsewhere is where it really lies. What it makes ahead is waited for. `cacheDirectory` is where the product keeps what it made of the toolchains.
 * `missing` says which toolchains are not here.
 */
export async function improvedRoads(languages: readonly Language[], cacheDirectory: string): Promise<ImprovedRoads> {
  const wanted = DEFINITIONS.filter(({ id }) => languages.some((language) => language === id));
  const detections = await detectLanguages(wanted, createMachine({ cacheDirectory }));
  for (const accelerator of detections.flatMap((detection) => ('toolchain' in detection ? (detection.toolchain.accelerators ?? []) : [])))
    await accelerator.start(new AbortController().signal);
  return {
    roads: new Map(
      detections.flatMap((detection) => ('toolchain' in detection ? [[detection.definition.id as Language, improvedRoad(detection)] as const] : [])),
    ),
    missing: detections.flatMap((detection) => ('missing' in detection ? [`${detection.definition.name}: ${detection.missing}`] : [])),
  };
}

const MEMORY_BYTES = 256 * 1024 * 1024;

function improvedRoad({ definition, toolchain }: InstalledLanguage): BareRoad {
  const path = `main.${definition.extensions[0]}`;
  const prepare = (code: string) => toolchain.prepare({ files: [{ path, text: code }], memoryBytes: MEMORY_BYTES });
  const { compile, run } = prepare(BLOCK_SUMS[definition.id as Language]);
  const inShell = (step: CompileStep | RunStep): string => commandLine(step, toolchain.mounts);
  return {
    files: (code, directory) =>
      prepare(code).files.map(({ path, content }) => ({ path, content: Buffer.from(content).toString().replaceAll('/box', directory) })),
    compile: compile && inShell({ ...compile, ...compile.shortcut }),
    run: inShell(run),
  };
}

/** The environment is given by assignments before the command, for which a shell starts nothing. */
function commandLine({ argv, env = {} }: CompileStep | RunStep, mounts: readonly Mount[]): string {
  const places = [...mounts, ...mounts.map(withoutCommonEnd)];
  const real = (word: string): string => places.reduce((text, { from, at }) => text.replaceAll(at, from), word).replaceAll('/box', '$dir');
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${quote(real(value))}`);
  return [...assignments, ...argv.map((word) => quote(real(word)))].join(' ');
}

/** A command may name a directory of which only what is in it is shown: /opt/x/types for /opt/x/types/node, which is /home/types/node. */
function withoutCommonEnd({ from, at }: Mount): Mount {
  let [place, shown] = [from, at];
  while (path.basename(place) === path.basename(shown) && path.dirname(shown) !== '/') [place, shown] = [path.dirname(place), path.dirname(shown)];
  return { from: place, at: shown };
}

/** In double quotes, so that $dir is replaced and nothing else. */
function quote(word: string): string {
  return `"${word.replace(/["\\`]|\$(?!dir)/g, '\\$&')}"`;
}
