import type { Box, Command, LanguageDefinition, Machine, OutputOptions, Sandbox } from '@codearena/core';
import { detectLanguages, type Detection } from '../languages/index.ts';

const MIB = 1024 * 1024;
const DIRECTORIES = '/usr/local/bin /usr/bin /bin';
const TIMEOUT_MS = 20_000;

/** Looks for the toolchains that the image has, in a container of it. */
export async function detectImageLanguages(sandbox: Sandbox, definitions: readonly LanguageDefinition[]): Promise<Detection[]> {
  const box = await sandbox.open();
  try {
    const machine = createBoxMachine(box);
    const detections = await detectLanguages(definitions, machine);
    return await Promise.all(detections.map((detection) => withoutMounts(detection, machine)));
  } finally {
    await box.close();
  }
}

/** Containers see nothing of this machine's directories; what a lane would have to be shown is in the image or nowhere. */
async function withoutMounts(detection: Detection, machine: Machine): Promise<Detection> {
  if ('missing' in detection) return detection;
  const { definition, toolchain } = detection;
  for (const { from, at } of toolchain.mounts)
    if (from !== at || (await machine.realPath(from)) !== from) return { definition, missing: 'the runner image does not have all of it' };
  return { definition, toolchain: { ...toolchain, mounts: [] } };
}

function createBoxMachine(box: Box): Machine {
  async function ask(script: string, ...args: string[]): Promise<string | undefined> {
    const { ending, stdout } = await box.run(command(['/bin/sh', '-c', script, 'sh', ...args]));
    return ending.kind === 'exited' && ending.code === 0 ? Buffer.from(stdout).toString() : undefined;
  }

  async function output(argv: readonly [string, ...string[]], options?: OutputOptions): Promise<string> {
    const { ending, stdout, stderr } = await box.run(command(argv, options));
    if (ending.kind !== 'exited' || ending.code !== 0) throw new Error(`${argv.join(' ')} fails: ${Buffer.from(stderr).toString().trim()}`);
    return Buffer.concat([stdout, stderr]).toString();
  }

  const lookup = `for name; do for place in ${DIRECTORIES}; do [ -f "$place/$name" ] && [ -x "$place/$name" ] && exec readlink -e "$place/$name"; done; done; exit 1`;
  const line = (text: string | undefined): string | undefined => text?.trimEnd();
  return {
    find: async (...names) => line(await ask(lookup, ...names)),
    output,
    read: (path) => ask('[ -f "$1" ] && exec cat "$1"', path),
    realPath: async (path) => line(await ask('exec readlink -e "$1"', path)),
  };
}

function command(argv: readonly [string, ...string[]], { env, timeoutMs = TIMEOUT_MS }: OutputOptions = {}): Command {
  return {
    argv,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/nonexistent', ...env },
    profile: 'compile',
    limits: { cpuMs: timeoutMs, wallMs: timeoutMs, memoryBytes: 256 * MIB, processes: 50, stdoutBytes: 16 * MIB, stderrBytes: MIB, scratchBytes: 64 * MIB },
  };
}
