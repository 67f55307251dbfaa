import { setTimeout as sleep } from 'node:timers/promises';
import type { InstalledLanguage, Sandbox, SandboxKind } from '@codearena/core';
import { build, commandFor, inBox, type Program } from './build.ts';
import { loadCompanion } from './catalogue.ts';
import { describeEnding } from './verdict.ts';

const MEBIBYTE = 1024 * 1024;
/** Of the neighbour's command line, by which the host's watch tells it from leavings. */
export const NEIGHBOUR_MARK = 'codearena-neighbour';

/** Other processes that a program may see in /proc: in a container the agent, which nothing hides there. */
const VISIBLE: Readonly<Record<SandboxKind, number>> = { native: 0, docker: 1 };

/** Runs a well-behaved program where an attack was, and says what is wrong with its outcome. */
export type Probe = () => Promise<string[]>;

export async function createProbe(sandbox: Sandbox, language: InstalledLanguage): Promise<Probe> {
  const program = await build(sandbox, language, await loadCompanion('probe'));
  return () =>
    inBox(sandbox, async (box) => {
      await box.write(program.files);
      const { ending, stdout, peakMemoryBytes, cpuMs } = await box.run(commandFor(program));
      const found = `${describeEnding(ending)} ${Buffer.from(stdout).toString().trim()}`;
      const wrong = found === `exited 0 well 0 ${VISIBLE[sandbox.kind]} 0 266338304` ? [] : [`a well-behaved program afterwards: ${found}`];
      if (peakMemoryBytes < 3 * MEBIBYTE || peakMemoryBytes > 12 * MEBIBYTE)
        wrong.push(`a well-behaved program afterwards was measured with ${peakMemoryBytes} bytes`);
      if (cpuMs > 500) wrong.push(`a well-behaved program afterwards was measured with ${cpuMs} ms`);
      return wrong;
    });
}

/** Where there are two lanes or more, all but the quick attacks have one beside them. */
export function hasNeighbour(sandbox: Sandbox): boolean {
  return sandbox.lanes() > 1;
}

/** A well-behaved program that runs again and again on a lane of its own while attacks run on the other. */
export type Neighbour = {
  /** What has happened to it since the last time it was asked. */
  harm(): string[];
  stop(): Promise<string[]>;
};

export async function startNeighbour(sandbox: Sandbox, language: InstalledLanguage, secret: string): Promise<Neighbour> {
  const program = await build(sandbox, language, await loadCompanion('neighbour'));
  const box = await sandbox.open();
  await box.write([...program.files, { path: 'secret.txt', content: Buffer.from(secret) }]);
  const harm: string[] = [];
  let stopping = false;
  const take = (): string[] => harm.splice(0);

  async function live(): Promise<void> {
    while (!stopping) {
      const once = await runNeighbour(box, program).catch((error: unknown) => [String(error)]);
      harm.push(...once);
      if (once.length > 0) await sleep(100);
    }
  }

  const life = live();
  return {
    harm: take,
    async stop() {
      stopping = true;
      await life;
      await box.close();
      return take();
    },
  };
}

async function runNeighbour(box: Awaited<ReturnType<Sandbox['open']>>, program: Program): Promise<string[]> {
  const { ending, stdout, peakMemoryBytes, cpuMs } = await box.run(commandFor(program, NEIGHBOUR_MARK));
  const found = `${describeEnding(ending)} ${Buffer.from(stdout).toString().trim()}`;
  const well = found === 'exited 0 unharmed 3136626256' && peakMemoryBytes < 8 * MEBIBYTE && cpuMs < 1_000;
  return well ? [] : [`a program beside it: ${found}, ${peakMemoryBytes} bytes, ${cpuMs} ms`];
}
