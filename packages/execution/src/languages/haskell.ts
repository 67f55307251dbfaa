import type { LanguageDefinition, Machine, Mount, Preparation, Source } from '@codearena/core';
import { mountOf, placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles, nameSources, sourceArguments } from './sources.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['hs'] as const;

export const haskell: LanguageDefinition = {
  id: 'haskell',
  name: 'Haskell',
  // The editor has no Haskell.
  monaco: 'plaintext',
  extensions: EXTENSIONS,
  timeMultiplier: 1,
  remedy: 'apt-get install ghc',
  starterCode: `-- Prints the input word by word. Replace this with your solution.
main :: IO ()
main = interact (unlines . words)
`,
  helloWorld: `main :: IO ()
main = do
  line <- getLine
  print (sum (map read (words line) :: [Integer]))
`,
  async detect(machine) {
    const compiler = await machine.find('ghc');
    if (!compiler) return { missing: 'ghc was not found' };
    const { path, mounts } = placeTool(compiler);
    return {
      version: `GHC ${versionIn(await machine.output([compiler, '--numeric-version']), /^([\d.]+)/)}`,
      mounts: [...mounts, ...(await packageDatabase(machine, compiler))],
      prepare: (source) => prepare(source, path),
    };
  },
};

/** Debian keeps the list of installed libraries below /var. */
async function packageDatabase(machine: Machine, compiler: string): Promise<Mount[]> {
  const library = (await machine.output([compiler, '--print-libdir'])).trim();
  const database = await machine.realPath(`${library}/package.conf.d`);
  return database?.startsWith('/var/') ? [mountOf(database)] : [];
}

function prepare(source: Source, ghc: string): Preparation {
  const files = nameSources(source, 'Main.hs');
  return {
    files: boxFiles(files),
    compile: {
      argv: [ghc, '-v0', '-O2', ...heapFlags(source), '-outputdir', '/tmp', '-o', 'main', ...sourceArguments(files, EXTENSIONS)],
      env: ENVIRONMENT,
      cpuMs: 30_000,
      memoryBytes: 1024 * MEBIBYTE,
    },
    run: { argv: ['/box/main'], env: ENVIRONMENT, outOfMemoryExitCode: HEAP_EXHAUSTED },
  };
}

/** What a program ends with that asks for more at once than the heap limit. */
const HEAP_EXHAUSTED = 251;

/**
 * A heap limit makes the collector compact, instead of copying, when it gets near, so that a program can use nearly all
 * of its memory. It lies above the sandbox's limit, which a program that grows meets first.
 */
function heapFlags(source: Source): string[] {
  return [`-with-rtsopts=-M${Math.ceil((source.memoryBytes / MEBIBYTE) * 1.25)}m`];
}
