import { dirname, join } from 'node:path';
import type { Machine, RunStep } from '@codearena/core';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { versionIn } from './versions.ts';

/** A lane has one core and no files of the host to look at: no collector threads, no performance files. */
const LEAN = ['-XX:+UseSerialGC', '-XX:-UsePerfData', '-XX:-UseContainerSupport', '-Xshare:auto'];

/** For compilers, which end before the optimising compiler would pay off. */
export const JVM_COMPILER_FLAGS = [...LEAN, '-XX:TieredStopAtLevel=1'];

/**
 * Beside the heap: 64 MB of main thread stack, classes, compiled code and the collector's tables, and what the virtual
 * machine itself takes to unwind a stack that overflowed: some 115 bytes for each of up to 2.6 million frames, measured
 * with OpenJDK 17. An endless recursion would else be taken for a program out of memory.
 * The heap limit is told by an abort, which Java code cannot cause otherwise, and not by an exit code, which it can.
 */
const RUNTIME_MEMORY = 640 * MEBIBYTE;

/**
 * The first compiler takes methods after 1,000 calls instead of 200: what is called more rarely belongs to the start of the
 * virtual machine, and compiling it costs more than it brings. Loops keep their own threshold. The archive of classes is mapped
 * where it was made for: moved elsewhere, all of its pointers have to be changed.
 */
const QUICK_START = [
  '-XX:+IgnoreUnrecognizedVMOptions',
  '-XX:+UnlockDiagnosticVMOptions',
  '-XX:ArchiveRelocationMode=0',
  '-XX:Tier3InvocationThreshold=1000',
  '-XX:Tier3MinInvocationThreshold=500',
  '-XX:Tier3CompileThreshold=10000',
];

/** `options` go in front of the class path. */
export function runOnJvm(java: string, classPath: string, mainClass: string, memoryBytes: number, options: readonly string[] = []): RunStep {
  const heapMegabytes = Math.max(16, Math.floor(memoryBytes / MEBIBYTE));
  const flags = [
    ...LEAN,
    // All of the heap at once: the collector runs less often, and memory that is not touched is not counted.
    `-Xms${heapMegabytes}m`,
    `-Xmx${heapMegabytes}m`,
    '-Xss64m',
    '-XX:+CrashOnOutOfMemoryError',
    '-XX:+SuppressFatalErrorMessage',
    ...QUICK_START,
    ...options,
  ];
  return {
    argv: [java, ...flags, '-cp', classPath, mainClass],
    env: ENVIRONMENT,
    extraMemoryBytes: RUNTIME_MEMORY,
    outOfMemorySignal: 'SIGABRT',
  };
}

/** From the file beside it where there is one, since starting a virtual machine is slow. `tool` is one in its bin directory. */
export async function jdkVersion(machine: Machine, tool: string): Promise<string> {
  const release = await machine.read(join(dirname(dirname(tool)), 'release'));
  const version = /^JAVA_VERSION="([^"]+)"/m.exec(release ?? '')?.[1];
  return version ?? versionIn(await machine.output([tool, '-version']), /(\d+[\d._]*)/);
}
