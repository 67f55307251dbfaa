import type { Box, Execution, Machine, Sandbox } from '@codearena/core';

const MIB = 1024 * 1024;
const LIMITS = {
  cpuMs: 10_000,
  wallMs: 30_000,
  memoryBytes: 512 * MIB,
  processes: 50,
  stdoutBytes: MIB,
  stderrBytes: MIB,
  scratchBytes: 64 * MIB,
};
const PATH = '/usr/local/bin:/usr/bin:/bin';

/** For a sandbox that brings its own toolchains, such as a container image: the machine is what programs see in it. */
export function createSandboxMachine(sandbox: Sandbox): Machine {
  const run = (argv: readonly [string, ...string[]]): Promise<Execution> =>
    inBox(sandbox, (box) => box.run({ argv, env: { PATH }, profile: 'compile', limits: LIMITS }));

  async function text(argv: readonly [string, ...string[]]): Promise<string | undefined> {
    const { ending, stdout } = await run(argv);
    return ending.kind === 'exited' && ending.code === 0 ? new TextDecoder().decode(stdout) : undefined;
  }

  async function realPath(path: string): Promise<string | undefined> {
    return (await text(['/usr/bin/readlink', '-e', '--', path]))?.trimEnd();
  }

  return {
    async find(...names) {
      const found = await text(['/bin/sh', '-c', 'for name; do command -v "$name" && exit; done; exit 1', 'find', ...names]);
      return found === undefined ? undefined : realPath(found.trimEnd());
    },
    async output(argv) {
      const { ending, stdout, stderr } = await run(argv);
      if (ending.kind !== 'exited' || ending.code !== 0) throw new Error(`${argv.join(' ')} failed in the sandbox`);
      return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    },
    read: (path) => text(['/bin/cat', '--', path]),
    realPath,
  };
}

async function inBox<Result>(sandbox: Sandbox, work: (box: Box) => Promise<Result>): Promise<Result> {
  const box = await sandbox.open();
  try {
    return await work(box);
  } finally {
    await box.close();
  }
}
