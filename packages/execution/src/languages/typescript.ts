import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { LanguageDefinition, Machine, Mount, Preparation, Source } from '@codearena/core';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { findNode, MODULE_MARK, nodeFiles, runOnNode, type NodeRuntime } from './node-runtime.ts';
import { entryFile, nameSources, sourceArguments } from './sources.ts';

const EXTENSIONS = ['ts', 'mts'] as const;

const COMPILER_DIRECTORY = '/opt/codearena/typescript';
const PACKAGES_DIRECTORY = '/opt/codearena/node_modules';

/** Types are checked, but without the strictness that pays off in larger programs only. */
const COMPILER_FLAGS = [
  '--pretty false',
  '--strict false',
  '--target es2022',
  '--lib es2023',
  '--module preserve',
  '--moduleDetection force',
  '--skipLibCheck',
  '--singleThreaded',
  '--noEmitOnError',
  `--typeRoots ${PACKAGES_DIRECTORY}/@types`,
  '--types node',
].flatMap((flag) => flag.split(' '));

/** The compiler is a Go program: it has one core here, and for most sources it needs no garbage collector. */
const COMPILER_ENVIRONMENT = { ...ENVIRONMENT, GOMAXPROCS: '1', GOGC: 'off', GOMEMLIMIT: '384MiB' };

export const typescript: LanguageDefinition = {
  id: 'typescript',
  name: 'TypeScript',
  monaco: 'typescript',
  extensions: EXTENSIONS,
  timeMultiplier: 2,
  remedy: 'npm install (the compiler is a dependency of CodeArena), and apt-get install nodejs',
  starterCode: `import { readFileSync } from 'fs';

const words: string[] = readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean);

// Prints the input word by word. Replace this with your solution.
console.log(words.join('\\n'));
`,
  helloWorld: `import { readFileSync } from 'fs';

const [a, b]: bigint[] = readFileSync(0, 'utf8').split(' ').map(BigInt);
console.log(String(a + b));
`,
  async detect(machine) {
    const node = await findNode(machine);
    if (!node) return { missing: 'node was not found' };
    const compiler = (await isInPlace(machine)) ? { directory: COMPILER_DIRECTORY, mounts: [] } : findCompiler();
    const version = await versionOf(machine, compiler.directory);
    return {
      version: `TypeScript ${version}`,
      mounts: [...compiler.mounts, ...node.mounts],
      prepare: (source) => prepare(source, node),
    };
  },
};

/** An image for containers can have the compiler where we would show it. */
async function isInPlace(machine: Machine): Promise<boolean> {
  return (await machine.realPath(`${COMPILER_DIRECTORY}/lib/tsc`)) !== undefined;
}

/** Among our own dependencies: the compiler is a native program in a package per platform. */
function findCompiler(): { directory: string; mounts: Mount[] } {
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('typescript/package.json'));
  const nodeTypes = ours.resolve('@types/node/package.json');
  const undici = createRequire(nodeTypes).resolve('undici-types/package.json');
  const directory = dirname(theirs.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`));
  return {
    directory,
    mounts: [
      { from: directory, at: COMPILER_DIRECTORY },
      { from: dirname(nodeTypes), at: `${PACKAGES_DIRECTORY}/@types/node` },
      { from: dirname(undici), at: `${PACKAGES_DIRECTORY}/undici-types` },
    ],
  };
}

async function versionOf(machine: Machine, directory: string): Promise<string> {
  return /"version":\s*"([^"]+)"/.exec((await machine.read(`${directory}/package.json`)) ?? '')?.[1] ?? 'unknown';
}

function prepare(source: Source, node: NodeRuntime): Preparation {
  const files = nameSources(source, 'main.ts');
  const entry = entryFile(files, source.entryPoint, EXTENSIONS);
  return {
    files: nodeFiles([...files, MODULE_MARK]),
    compile: {
      argv: [`${COMPILER_DIRECTORY}/lib/tsc`, ...COMPILER_FLAGS, ...sourceArguments(files, EXTENSIONS)],
      env: COMPILER_ENVIRONMENT,
      cpuMs: 10_000,
      memoryBytes: 768 * MEBIBYTE,
    },
    run: runOnNode(node, entry.replace(/ts$/, 'js'), source.memoryBytes),
  };
}
