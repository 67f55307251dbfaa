import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Execution, Shortcut, Source } from '@codearena/core';
import { keepFiles, type KeptFiles, type Workshop } from './accelerator.ts';

/*
 * Theory of operation. GCC takes `X.gch` for `#include <X>` when it lies in a directory of the include path, was made by
 * the same compiler with the same options, and the include is the first thing in the file that says anything; else it takes the
 * header, without a word. The directory that we put in front of the path holds nothing else, so whatever GCC does with it, a
 * name never leads to another header. Still we offer it only to sources that begin with such an include: after a macro or
 * a `#pragma GCC target` the header could mean something else.
 *
 * One thing differs: where a message concerns something inside of the header, the chain of includes above the message lacks
 * its last link, the source itself. Such messages name the header, so that they can be told, and the source is compiled
 * again the usual way.
 */
const HEADERS = ['bits/stdc++.h', 'iostream'] as const;

/** What may stand before the include; a comment with a backslash, which could go on where it seems to end, is left alone. */
const SKIPPED = /[ \t\r\n]+|\/\/[^\n\\]*\n|\/\*[^*\\]*\*+(?:[^/*\\][^*\\]*\*+)*\//y;
const INCLUDE_DIRECTIVE = /#[ \t]*include[ \t]*<([^>\n]+)>/y;

/** What a compiler that did not do its work itself says. */
const TROUBLE = /internal compiler error|\.gch\b|Killed signal|cannot execute|out of memory|cannot allocate/i;

export type PrecompiledHeaders = {
  kept: KeptFiles;
  /** The command with the headers, where they are there and all of these sources begin with one. */
  shortcut(sources: Source['files'], argv: readonly [string, ...string[]]): Shortcut | undefined;
};

/** `flags` must be those of the compilation: GCC refuses headers that were made with others. */
export function precompileHeaders(options: { cacheDirectory: string; compiler: string; identity: string; flags: readonly string[] }): PrecompiledHeaders {
  const { cacheDirectory, compiler, identity, flags } = options;
  const kept = keepFiles({
    id: 'cpp',
    name: 'precompiled headers for C++',
    cacheDirectory,
    identity: [identity, compiler, ...flags],
    make: (workshop) => makeHeaders(workshop, compiler, flags),
  });
  return {
    kept,
    shortcut(sources, [command, ...rest]) {
      const directory = kept.directory();
      if (directory === undefined || sources.length === 0 || !sources.every(beginsWithHeader)) return undefined;
      return { argv: [command, `-I${directory}/${INCLUDE}`, ...rest], isSame };
    },
  };
}

export function beginsWithHeader({ text }: { text: string }): boolean {
  let at = 0;
  for (let skipped = matchAt(SKIPPED, text, at); skipped; skipped = matchAt(SKIPPED, text, at)) at += skipped[0].length;
  const included = matchAt(INCLUDE_DIRECTIVE, text, at)?.[1];
  return HEADERS.some((header) => header === included);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function isSame({ ending, stdout, stderr, stdoutTruncated, stderrTruncated }: Execution): boolean {
  // What takes too long or says too much does so without the headers too.
  if (ending.kind === 'limit') return ending.limit !== 'memory';
  if (ending.kind !== 'exited' || ending.code > 1 || stdoutTruncated || stderrTruncated) return false;
  const said = Buffer.concat([stdout, stderr]).toString();
  return !TROUBLE.test(said) && !HEADERS.some((header) => said.includes(`/${header}:`));
}

const INCLUDE = 'include';

async function makeHeaders({ directory, run }: Workshop, compiler: string, flags: readonly string[]): Promise<string[]> {
  const used = [compiler, ...(await programsOf(run, compiler))];
  for (const header of HEADERS) {
    const source = join(directory, 'source.cpp');
    const target = join(directory, INCLUDE, `${header}.gch`);
    await writeFile(source, `#include <${header}>\nint main() {}\n`);
    const dependencies = dependenciesIn(await run(compiler, ...flags, '-M', source)).filter((path) => path !== source);
    const path = dependencies.find((dependency) => dependency.endsWith(`/${header}`));
    if (!path) throw new Error(`${compiler} has no <${header}>`);
    await mkdir(dirname(target), { recursive: true });
    await run(compiler, ...flags, '-x', 'c++-header', '-o', target, path);
    await run(compiler, ...flags, `-I${join(directory, INCLUDE)}`, '-Winvalid-pch', '-Werror', '-fsyntax-only', source);
    used.push(...dependencies);
  }
  return used;
}

/** What a compilation runs and links, beside the compiler itself; what it has not is given back as a bare name. */
async function programsOf(run: Workshop['run'], compiler: string): Promise<string[]> {
  const questions = ['-print-prog-name=cc1plus', '-print-prog-name=as', '-print-file-name=libstdc++.a', '-print-file-name=libc.a'];
  const answers = await Promise.all(questions.map((question) => run(compiler, question)));
  return answers.map((answer) => answer.trim()).filter((path) => path.startsWith('/'));
}

/** Of a rule for make: `target: path path \⏎ path`. */
function dependenciesIn(rule: string): string[] {
  return rule
    .slice(rule.indexOf(':') + 1)
    .split(/[\s\\]+/)
    .filter(Boolean);
}
