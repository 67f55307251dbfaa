import type { BoxFile, Ending, Execution } from './sandbox.ts';

/**
 * A programming language as one small file describes it (`packages/execution/src/languages/<id>.ts`).
 * Paths in commands are as seen in the sandbox.
 */
export type LanguageDefinition = {
  id: string;
  name: string;
  monaco: string;
  /** Without the dot; also used to recognise jury submissions. The first is the usual one. */
  extensions: readonly [string, ...string[]];
  timeMultiplier: number;
  starterCode: string;
  /** A program that reads a line with two integers and prints their sum; judged at start to prove that the toolchain works. */
  helloWorld: string;
  /** What to install where it is missing, e.g. a Debian package name. */
  remedy: string;
  /** Finds the toolchain on this machine, or says why there is none. */
  detect(machine: Machine): Promise<Toolchain | { missing: string }>;
};

/** What a definition may ask of the machine whose toolchains the sandbox will use. */
export type Machine = {
  /** Real path of the first executable with one of these names: the system's own come before version managers'. */
  find(...names: string[]): Promise<string | undefined>;
  /** stdout and stderr of a command that ends by itself within seconds; rejects when it fails. */
  output(argv: readonly [string, ...string[]], options?: OutputOptions): Promise<string>;
  /** Text of a file, undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  /** With all symbolic links resolved, undefined when there is no such path. */
  realPath(path: string): Promise<string | undefined>;
  /** Where what is made of a toolchain can be kept, e.g. a compiled standard library. */
  cacheDirectory?: string;
};

export type OutputOptions = { env?: Readonly<Record<string, string>>; timeoutMs?: number };

/** A directory of the machine that the sandbox shows, read-only, at another or the same path. */
export type Mount = { from: string; at: string };

export type Toolchain = {
  version: string;
  /** Directories outside the system's own that must be bound read-only into the sandbox. */
  mounts: readonly Mount[];
  /** What lets programs be built and started sooner, each to be made in the background. */
  accelerators?: readonly Accelerator[];
  /** Files and command to build a source; null for languages that have nothing to build or check. */
  prepare(source: Source): Preparation;
};

/**
 * Files made of a toolchain once and kept: precompiled headers, archives of loaded classes. Until they are there, and where they
 * cannot be made, `prepare` gives the usual commands; with them the same programs and the same messages come out.
 */
export type Accelerator = {
  /** What it is, for people. */
  name: string;
  /** Resolves when it is in use, made now or found as an earlier start left it. Rejects when it cannot be made. */
  start(signal: AbortSignal): Promise<void>;
};

export type Source = {
  /** File name → text; a submission from the page has one file, named by the language. */
  files: readonly { path: string; text: string }[];
  memoryBytes: number;
  /** The file or class to start with, where there could be several. */
  entryPoint?: string | undefined;
};

export type Preparation = {
  files: readonly BoxFile[];
  compile: CompileStep | null;
  run: RunStep;
};

export type CompileStep = {
  argv: readonly [string, ...string[]];
  env?: Readonly<Record<string, string>>;
  cpuMs: number;
  memoryBytes: number;
  processes?: number;
  /** Takes so little that it is done again sooner than its outcome is kept. */
  isBrief?: boolean;
  /** Tried first, where there is one. */
  shortcut?: Shortcut;
  /** What is tried when it fails in a way that an older dialect of the language may not. */
  olderDialect?: OlderDialect;
};

/** A command with the same effects as the usual one, in less time. */
export type Shortcut = {
  argv: CompileStep['argv'];
  /** Whether the usual command would have ended and spoken like this too; otherwise it has to be run. */
  isSame(execution: Execution): boolean;
};

/** `isWorthTrying` looks at what the compiler printed. */
export type OlderDialect = { argv: CompileStep['argv']; isWorthTrying(output: string): boolean };

export type RunStep = {
  argv: readonly [string, ...string[]];
  env?: Readonly<Record<string, string>>;
  mayFork?: boolean;
  /** The runtime's own need on top of the program's limit (JIT, class data), bytes. */
  extraMemoryBytes?: number;
  /** The runtime ends with this code, and no other way, when its own heap limit is hit. */
  outOfMemoryExitCode?: number;
  /** The same for runtimes that raise a signal, e.g. "SIGABRT", which their programs have no ordinary way to raise. */
  outOfMemorySignal?: string;
};

/** Whether a program met its memory limit: seen by the sandbox, or told by the runtime's own way of ending. */
export function ranOutOfMemory(ending: Ending, run: RunStep): boolean {
  switch (ending.kind) {
    case 'limit':
      return ending.limit === 'memory';
    case 'exited':
      return ending.code !== 0 && ending.code === run.outOfMemoryExitCode;
    case 'signaled':
      return ending.signal === run.outOfMemorySignal;
  }
}

/** A language that was found and proved to work here. */
export type InstalledLanguage = { definition: LanguageDefinition; toolchain: Toolchain };
