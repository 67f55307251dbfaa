import { SandboxFault, type Box, type InstalledLanguage, type Preparation } from '@codearena/core';
import { compile, type Compilation } from './compilation.ts';
import { MOST_ENTRY_BYTES, type CompileCache } from './compile-cache.ts';

/** Where outcomes of earlier compilations may be taken from, for whom. */
export type BuildMemory = { cache: CompileCache; sessionId: string };

type Building = { language: InstalledLanguage; memory: BuildMemory | null; observer: { compiling(): void } };

/** Leaves the box with all that is needed to run the program, compiled now or before. */
export async function build(box: Box, preparation: Preparation, { language, memory, observer }: Building): Promise<Pick<Compilation, 'ok' | 'output'>> {
  if (preparation.compile === null) {
    await box.write(preparation.files);
    return { ok: true, output: null };
  }
  observer.compiling();
  const key = memory?.cache.key(memory.sessionId, language, preparation);
  const known = key === undefined ? undefined : await memory?.cache.find(key);
  await box.write(known?.files ?? preparation.files);
  if (known) return known.compilation;
  const compilation = await compile(box, preparation.compile);
  if (memory && key !== undefined && compilation.lasting) await keep(box, compilation, key, memory.cache);
  return compilation;
}

/** Before anything that was compiled has run in the box. */
async function keep(box: Box, compilation: Compilation, key: string, cache: CompileCache): Promise<void> {
  try {
    cache.keep(key, { compilation, files: compilation.ok ? await box.snapshot({ maxBytes: MOST_ENTRY_BYTES }) : [] });
  } catch (error) {
    if (!(error instanceof SandboxFault && error.errno === 'EFBIG')) throw error;
  }
}
