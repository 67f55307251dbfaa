import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine, Mount } from '@codearena/core';

/** Go's standard library in compiled form. */
export type GoLibrary = {
  /** Options for compiler and linker; empty where they find it by themselves. */
  imports: string;
  mounts: Mount[];
};

/** Packages of use to a program without network, certificates and other programs' files. */
const LEFT_OUT = /^(archive|crypto|database|debug|go|html|image|internal|log\/syslog|mime|net|os\/(exec|signal|user)|plugin|testing|vendor|expvar)(\/|$)/;

const SHOWN_AT = '/opt/codearena/go';
const BUILD_TIMEOUT_MS = 300_000;

/** Up to version 1.19 it comes with the toolchain; later ones leave that to us, once. */
export async function findGoLibrary(machine: Machine, go: string): Promise<GoLibrary | { missing: string }> {
  const [root, system, architecture] = (await machine.output([go, 'env', 'GOROOT', 'GOOS', 'GOARCH'])).split('\n');
  if (await machine.realPath(`${root}/pkg/${system}_${architecture}/fmt.a`)) return { imports: '', mounts: [] };
  const cache = machine.cacheDirectory;
  if (!cache) return { missing: 'its standard library must be compiled first, and there is no directory to keep it in' };
  return compileLibrary(machine, go, join(cache, 'go'));
}

async function compileLibrary(machine: Machine, go: string, directory: string): Promise<GoLibrary> {
  const env = { GOCACHE: join(directory, 'cache'), GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', CGO_ENABLED: '0' };
  const options = { env, timeoutMs: BUILD_TIMEOUT_MS };
  await mkdir(directory, { recursive: true });
  const packages = (await machine.output([go, 'list', 'std'], options)).split('\n').filter((name) => name && !LEFT_OUT.test(name));
  const format = '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}';
  const listing = await machine.output([go, 'list', '-export', '-deps', '-f', format, ...packages], options);
  await writeFile(join(directory, 'imports'), listing.replaceAll(`=${directory}/`, `=${SHOWN_AT}/`));
  return { imports: `-importcfg=${SHOWN_AT}/imports`, mounts: [{ from: directory, at: SHOWN_AT }] };
}
