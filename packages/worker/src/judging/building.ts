import { SandboxFault, type Box, type InstalledLanguage, type Preparation } from '@codearena/core';
import { compile, type Compilation } from './compilation.ts';
import { MOST_ENTRY_BYTES, type CompileCache } from './compile-cache.ts';

/** Where outcomes of earlier compilations may be taken from, for whom. */
export type BuildMemory = { cache: CompileCache; sessionId: string };

type Building = { language: InstalledLanguage; memory: BuildMemory | null; observer: { compiling(): void } };

/** Leaves the box with all that is needed to run the program, compiled now or before. */
export async function build(box: Box, preparation: Preparation, { language, memory, observer }: Building): Promise<Pick<Compilation, 'ok' | 'output'>> {
  const { compile: step } = preparation;
  if (step === null) {
    await box.write(preparation.files);
    return { ok: true, output: null };
  }
  observer.compiling();
  const key = step.isBrief ? undefined : memory?.cache.key(memory.sessionId, language, preparation);
  const known = key === undefined ? undefined : await memory?.cache.find(key);
  await box.write(known?.files ?? preparation.files);
  if (known) return known.compilation;
  const compilation = await compile(box, step);
  if (memory && key !== undefined && compilation.lasting) await keep(box, compilation, key, memory.cache);
  return compilation;
}

/** Before anything that was compiled has run in the box. What cannot be kept is compiled again the next time. */
async function keep(box: Box, compilation: Compilation, key: string, cache: CompileCache): Promise<void> {
  try {
    const files = compilation.ok ? await box.snapshot({ maxBytes: MOST_ENTRY_BYTES }) : [];
    if (files.every(({ path }) => !path.includes(NO_TEXT))) cache.keep(key, { compilation, files });
  } catch (error) {
    if (!(error instanceof SandboxFault && BEYOND_KEEPING.includes(error.errno ?? ''))) throw error;
  }
}

/** A source decides what its compiler leaves: too much, or too deep, is no fault of ours. */
const BEYOND_KEEPING = ['EFBIG', 'ENAMETOOLONG'];
/** What a file's name has in place of bytes that are no UTF-8; under such a name it would be another file. */
const NO_TEXT = '\ufffd';
