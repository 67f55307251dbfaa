import type { BoxFile, Machine, Mount, RunStep } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles } from './sources.ts';
import { versionIn } from './versions.ts';

/** Where Node.js is, and with which flags it is quicker. */
export type NodeRuntime = { version: string; path: string; mounts: Mount[]; startFlags: readonly string[] };

export async function findNode(machine: Machine): Promise<NodeRuntime | undefined> {
  const node = await machine.find('node', 'nodejs');
  if (!node) return undefined;
  const version = versionIn(await machine.output([node, '--version']), /v([\d.]+)/);
  return { version, ...placeTool(node), startFlags: await startFlags(machine, node) };
}

/**
 * At each start V8 computes the hashes of its own strings anew, with a seed of this process: against strings that were
 * chosen to collide. A program here reads what the problem's jury wrote, and does without.
 */
const KEEP_HASHES = '--no-rehash-snapshot';

/** Megabytes for young objects from the start, as many as V8 takes later anyway: the collector runs less often. */
const YOUNG_SPACE = '--min-semi-space-size=16';

/** A flag that this V8 does not know would keep it from starting. */
async function startFlags(machine: Machine, node: string): Promise<readonly string[]> {
  const isKnown = async (flag: string) => (await machine.output([node, flag, '--print', '6 * 7']).catch(() => '')).trim() === '42';
  const flags = [KEEP_HASHES, YOUNG_SPACE];
  const known = await Promise.all(flags.map(isKnown));
  return flags.filter((_, index) => known[index]);
}

const PRELUDE = 'codearena-prelude.cjs';

/**
 * Programs with `import` may call `require` too. V8 aborts at its heap limit; an abort by the program itself must
 * not look like that, so it ends with the exit code that a shell would show.
 */
const PRELUDE_TEXT = `'use strict';
globalThis.require = require;
process.abort = () => process.reallyExit(134);
`;

export const MODULE_MARK = { path: 'package.json', text: '{"type":"module"}\n' };

export function nodeFiles(files: readonly { path: string; text: string }[]): BoxFile[] {
  return boxFiles([...files, { path: PRELUDE, text: PRELUDE_TEXT }]);
}

/** Beside the heap for old objects, which the limit is for: the young ones, code, and the runtime itself. */
const RUNTIME_MEMORY = 160 * MEBIBYTE;

/** Of the stack that the sandbox gives; recursion of some 100,000 calls fits. */
const STACK_KILOBYTES = 64 * 1024;

export function runOnNode({ path, startFlags }: NodeRuntime, entry: string, memoryBytes: number): RunStep {
  const heapMegabytes = Math.max(16, Math.floor(memoryBytes / MEBIBYTE));
  const flags = [...startFlags, `--max-old-space-size=${heapMegabytes}`, `--stack-size=${STACK_KILOBYTES}`];
  return {
    argv: [path, ...flags, '--require', `/box/${PRELUDE}`, `/box/${entry}`],
    env: ENVIRONMENT,
    extraMemoryBytes: RUNTIME_MEMORY,
    outOfMemorySignal: 'SIGABRT',
  };
}
