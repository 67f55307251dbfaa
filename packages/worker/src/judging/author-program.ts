import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  BOX_DIRECTORY,
  type BoxFile,
  type CompileStep,
  type InstalledLanguage,
  type Preparation,
  type Program,
  type RunStep,
  type Space,
  type TestData,
} from '@codearena/core';
import { compile } from './compilation.ts';

/*
 * Programs of a problem's author: output validators, interactors, graders. They are as little trusted as submissions and
 * are built and run in the sandbox, beside the submission. Each is built once per worker; a space holds one at a time.
 */
export type AuthorPrograms = {
  /** Puts a program into a space, built where it was not yet. Throws `ProgramFailure` where it cannot be built. */
  install(space: Space, program: Program, memoryBytes: number): Promise<RunStep>;
};

/** An author's program does not do what it must. That concerns its problem alone; the message is for whoever runs this installation. */
export class ProgramFailure extends Error {
  constructor(program: string, problem: string) {
    super(`${program}: ${problem}`);
    this.name = 'ProgramFailure';
  }
}

type Built = { files: BoxFile[]; run: RunStep };

const MOST_KEPT = 64;
const SCRIPT_MEMORY_BYTES = 1024 * 1024 * 1024;
const SCRIPT_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8' };

export function createAuthorPrograms(parts: { languages: ReadonlyMap<string, InstalledLanguage>; testData: TestData }): AuthorPrograms {
  const built = new Map<string, Built>();
  const installed = new WeakMap<Space, string>();

  return {
    async install(space, program, memoryBytes) {
      const key = keyOf(program, memoryBytes);
      const known = built.get(key);
      if (known && installed.get(space) === key) return known.run;
      await space.makeDirectory('');
      const ready = known ?? (await buildProgram(parts, space, program, memoryBytes));
      if (known) await space.write(known.files);
      installed.set(space, key);
      // Deleted and set again: the map's first entry is the one not used for longest.
      built.delete(key);
      built.set(key, ready);
      for (const oldest of [...built.keys()].slice(0, Math.max(0, built.size - MOST_KEPT))) built.delete(oldest);
      return ready.run;
    },
  };
}

function keyOf({ language, files }: Program, memoryBytes: number): string {
  const content = files.map(({ path, file, executable }) => [path, file.sha256, executable]);
  return createHash('sha256')
    .update(JSON.stringify([language, memoryBytes, content]))
    .digest('hex');
}

type BuildParts = { languages: ReadonlyMap<string, InstalledLanguage>; testData: TestData };

async function buildProgram(parts: BuildParts, space: Space, program: Program, memoryBytes: number): Promise<Built> {
  const files = await Promise.all(
    program.files.map(async ({ path, file, executable }) => ({ path, content: await readFile(await parts.testData.path(file)), executable })),
  );
  const preparation = program.language === null ? prepareScripts(program, files) : prepareSource(parts, program, files, memoryBytes);
  await space.write(preparation.files);
  if (preparation.compile) await compileProgram(space, program, preparation.compile);
  const made = await space.snapshot();
  if (program.language === null && !made.some(({ path, executable }) => path === 'run' && executable)) {
    throw new ProgramFailure(program.name, 'its build script made no executable "run"');
  }
  return { files: made, run: preparation.run };
}

async function compileProgram(space: Space, program: Program, step: CompileStep): Promise<void> {
  const compilation = await compile(space, step);
  if (!compilation.ok) throw new ProgramFailure(program.name, `cannot be built: ${compilation.output ?? ''}`);
}

/** Archives lose it, but these two are there to be executed. */
function prepareScripts({ name }: Program, files: readonly BoxFile[]): Preparation {
  const hasBuild = files.some(({ path }) => path === 'build');
  if (!hasBuild && !files.some(({ path }) => path === 'run')) throw new ProgramFailure(name, 'its language is not known, and there is no build or run script');
  const argv = [`${BOX_DIRECTORY}/build`] as const;
  const compileStep = { argv, env: SCRIPT_ENVIRONMENT, cpuMs: 60_000, memoryBytes: SCRIPT_MEMORY_BYTES, processes: 100 };
  return {
    files: files.map((file) => (file.path === 'build' || file.path === 'run' ? { ...file, executable: true } : file)),
    compile: hasBuild ? compileStep : null,
    run: { argv: [`${BOX_DIRECTORY}/run`], env: SCRIPT_ENVIRONMENT },
  };
}

/** Only what is source goes to the language; headers and data stay as they are. */
function prepareSource({ languages }: BuildParts, program: Program, files: readonly BoxFile[], memoryBytes: number): Preparation {
  const language = languages.get(program.language ?? '');
  if (!language) throw new ProgramFailure(program.name, `its language ${program.language} is not installed on this worker`);
  const isSource = ({ path }: BoxFile) => language.definition.extensions.some((extension) => path.toLowerCase().endsWith(`.${extension}`));
  const sources = files.filter(isSource).map(({ path, content }) => ({ path, text: Buffer.from(content).toString('utf8') }));
  const preparation = language.toolchain.prepare({ files: sources, memoryBytes });
  const written = new Set(preparation.files.map(({ path }) => path));
  return { ...preparation, files: [...files.filter((file) => !isSource(file) && !written.has(file.path)), ...preparation.files] };
}
