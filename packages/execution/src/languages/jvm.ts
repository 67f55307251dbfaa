import { dirname, join } from 'node:path';
import type { Machine, RunStep } from '@codearena/core';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { versionIn } from './versions.ts';

/**
 * A lane has one core and no files of the host to look at: no collector threads, no performance files. The archive of classes
 * is mapped where it was made for: moved elsewhere, all of its pointers have to be changed.
 */
const LEAN = [
  '-XX:+UseSerialGC',
  '-XX:-UsePerfData',
  '-XX:-UseContainerSupport',
  '-Xshare:auto',
  '-XX:+IgnoreUnrecognizedVMOptions',
  '-XX:+UnlockDiagnosticVMOptions',
  '-XX:ArchiveRelocationMode=0',
];

/**
 * A lock of which only one thread ever made use belongs to that thread, which takes it without atomic instructions: reading
 * from a stream and appending to a StringBuffer lock once for each character. The virtual machine did so by itself until
 * OpenJDK 14 and can do so until 17 (JEP 374); later ones do not know the option. That it is deprecated would be said in
 * each program's stderr, so that warnings are off while it is read.
 */
const OWNED_LOCKS = ['-XX:-PrintWarnings', '-XX:+UseBiasedLocking', '-XX:+PrintWarnings'];

/** All of the heap at once: the collector runs less often, and memory that is not touched is not counted. */
function heap(megabytes: number): string[] {
  return [`-Xms${megabytes}m`, `-Xmx${megabytes}m`];
}

/** For compilers: they end before the optimising compiler would pay off, and most of what they call they call rarely. */
export function compilerOnJvm(heapMegabytes: number): string[] {
  return [
    ...LEAN,
    ...heap(heapMegabytes),
    '-XX:TieredStopAtLevel=1',
    '-XX:Tier3InvocationThreshold=500',
    '-XX:Tier3MinInvocationThreshold=250',
    '-XX:Tier3CompileThreshold=5000',
  ];
}

/**
 * Beside the heap: 64 MB of main thread stack, classes, compiled code and the collector's tables, and what the virtual
 * machine itself takes to unwind a stack that overflowed: some 115 bytes for each of up to 2.6 million frames, measured
 * with OpenJDK 17. An endless recursion would else be taken for a program out of memory.
 * The heap limit is told by an abort, which Java code cannot cause otherwise, and not by an exit code, which it can.
 */
const RUNTIME_MEMORY = 640 * MEBIBYTE;

/**
 * Its compilers have no core beside the program's. The first takes methods after 2,000 calls instead of 200: what is called
 * more rarely belongs to the start of the virtual machine, and compiling it costs more than it brings. It takes loops after
 * 30,000 rounds instead of 60,000, since they are the program’s own. The optimising one, which takes longest, comes after three
 * times the usual numbers.
 */
const THRESHOLDS = [
  '-XX:Tier3InvocationThreshold=2000',
  '-XX:Tier3MinInvocationThreshold=1000',
  '-XX:Tier3CompileThreshold=10000',
  '-XX:Tier3BackEdgeThreshold=30000',
  '-XX:Tier4InvocationThreshold=15000',
  '-XX:Tier4MinInvocationThreshold=1800',
  '-XX:Tier4CompileThreshold=45000',
  '-XX:Tier4BackEdgeThreshold=120000',
];

/** `options` go in front of the class path. */
export function runOnJvm(java: string, classPath: string, mainClass: string, memoryBytes: number, options: readonly string[] = []): RunStep {
  const flags = [
    ...LEAN,
    ...heap(Math.max(16, Math.floor(memoryBytes / MEBIBYTE))),
    '-Xss64m',
    '-XX:+CrashOnOutOfMemoryError',
    '-XX:+SuppressFatalErrorMessage',
    ...THRESHOLDS,
    ...OWNED_LOCKS,
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
