import type { Machine, Source, Toolchain } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { precompileHeaders, type PrecompiledHeaders } from './precompiled-headers.ts';
import { boxFiles, hasExtension, nameSources, sourceArguments } from './sources.ts';
import { atLeast, versionIn } from './versions.ts';

type GnuLanguage = {
  command: string;
  mainFile: string;
  extensions: readonly string[];
  standard: string;
  /** The last one before the library had names that older programs have too, such as `data` and `size`. */
  olderStandard?: string;
  /** Where linking statically is quick: the archives without which it fails. */
  archives?: readonly string[];
  precompilesHeaders?: boolean;
};

/**
 * GCC for C and C++, optimised. C is linked statically, since such a program starts sooner. With the library of C++ that
 * takes as long as the starts of dozens of tests save, and gives a hundred times the bytes to take out of the box and keep.
 */
export async function detectGnuCompiler(machine: Machine, language: GnuLanguage): Promise<Toolchain | { missing: string }> {
  const compiler = await machine.find(language.command);
  if (!compiler) return { missing: `${language.command} was not found` };
  const version = versionIn(await machine.output([compiler, '-dumpfullversion']), /^([\d.]+)/);
  const tool = placeTool(compiler);
  const linking = await linkerFlags(machine, compiler, language.archives);
  const flags = ['-O2', `-std=${language.standard}`, '-DONLINE_JUDGE'];
  const { cacheDirectory } = machine;
  // Where the sandbox shows the compiler at another path, its headers have other names there.
  const canPrecompile = language.precompilesHeaders && cacheDirectory !== undefined && tool.mounts.length === 0;
  const headers = canPrecompile ? precompileHeaders({ cacheDirectory, compiler, identity: version, flags }) : undefined;
  return {
    version: `GCC ${version}`,
    mounts: [...tool.mounts, ...(headers?.kept.mounts ?? [])],
    accelerators: headers ? [headers.kept.accelerator] : [],
    prepare: (source) => prepare(source, language, tool.path, { compiling: flags, linking }, headers),
  };
}

type Flags = { compiling: readonly string[]; linking: readonly string[] };

function prepare(source: Source, language: GnuLanguage, compiler: string, flags: Flags, headers: PrecompiledHeaders | undefined) {
  const files = nameSources(source, language.mainFile);
  const sources = sourceArguments(files, language.extensions);
  const commandWith = (compiling: readonly string[]) => [compiler, ...compiling, ...flags.linking, '-o', 'main', ...sources, '-lm'] as const;
  const argv = commandWith(flags.compiling);
  const shortcut = headers?.shortcut(
    files.filter(({ path }) => hasExtension(path, language.extensions)),
    argv,
  );
  const older = language.olderStandard && flags.compiling.map((flag) => (flag.startsWith('-std=') ? `-std=${language.olderStandard}` : flag));
  const olderDialect = older && { argv: commandWith(older), isWorthTrying: hasTakenNames };
  return {
    files: boxFiles(files),
    compile: { argv, env: ENVIRONMENT, cpuMs: 15_000, memoryBytes: 768 * MEBIBYTE, ...(shortcut && { shortcut }), ...(olderDialect && { olderDialect }) },
    run: { argv: ['/box/main'] as const, env: ENVIRONMENT },
  };
}

/** Whether it fails only since C++17: by names that the library has now, or by exception specifications. */
function hasTakenNames(output: string): boolean {
  return /reference to .+ is ambiguous|does not allow dynamic exception specifications/.test(output);
}

/**
 * The gold linker links statically in less time than the usual one takes for a dynamic program. Before glibc 2.34
 * threads lived in an archive of their own, of which a static link may leave out what it needs.
 */
async function linkerFlags(machine: Machine, compiler: string, archives: readonly string[] | undefined): Promise<string[]> {
  if (!(await machine.find('ld.gold'))) return [];
  const fast = ['-fuse-ld=gold'];
  if (!archives) return fast;
  const glibc = /([\d.]+)\s*$/.exec(await machine.output(['/usr/bin/getconf', 'GNU_LIBC_VERSION']))?.[1];
  if (!glibc || !atLeast(glibc, '2.34')) return fast;
  const found = await Promise.all(archives.map((archive) => hasArchive(machine, compiler, archive)));
  return found.every(Boolean) ? [...fast, '-static'] : fast;
}

/** The compiler answers with a path where it has the file, and with the bare name where it has not. */
async function hasArchive(machine: Machine, compiler: string, archive: string): Promise<boolean> {
  return (await machine.output([compiler, `-print-file-name=${archive}`])).includes('/');
}
