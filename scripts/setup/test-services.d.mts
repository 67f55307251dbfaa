/** Installs those of these Debian packages that are missing, where that is allowed; answers what could not be had, in words. */
export function installForBench(packages: readonly string[]): string[];
