import type { BoxFile } from './sandbox.ts';

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
  detect(): Promise<Toolchain | { missing: string }>;
};

export type Toolchain = {
  version: string;
  /** Directories outside the system's own that must be bound read-only into the sandbox, at the same path. */
  mounts: readonly string[];
  /** Files and command to build a source; null for languages that have nothing to build or check. */
  prepare(source: Source): Preparation;
};

export type Source = {
  /** File name → text; a submission from the page has one file, named by the language. */
  files: readonly { path: string; text: string }[];
  memoryBytes: number;
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
};

export type RunStep = {
  argv: readonly [string, ...string[]];
  env?: Readonly<Record<string, string>>;
  mayFork?: boolean;
  /** The runtime's own need on top of the program's limit (JIT, class data), bytes. */
  extraMemoryBytes?: number;
  /** The runtime ends with this code, and no other way, when its own heap limit is hit. */
  outOfMemoryExitCode?: number;
};

/** A language that was found and proved to work here. */
export type InstalledLanguage = { definition: LanguageDefinition; toolchain: Toolchain };
