import type { BoxFile, Execution, InstalledLanguage, RunStep, Sandbox } from '@codearena/core';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from '../native/native-sandbox.ts';
import { compileCommand, runCommand } from './commands.ts';
import { requiredMounts, type Detection } from './detection.ts';
import { MEBIBYTE } from './environment.ts';

export const TRIAL_MEMORY_BYTES = 256 * MEBIBYTE;

export type Built = { compiled: Execution | undefined; files: BoxFile[]; run: RunStep };

/** A real sandbox in which tests compile programs once and run them as often as they like. */
export type Workbench = {
  sandbox: Sandbox;
  build(language: InstalledLanguage, ...texts: string[]): Promise<Built>;
  start(built: Built, input: string, cpuMs?: number): Promise<Execution>;
  stop(): Promise<void>;
};

export async function createWorkbench(detections: readonly Detection[], lanes = 1): Promise<Workbench> {
  const sandbox = createNativeSandbox({ lanes, mounts: requiredMounts(detections), launcherPath: await buildLauncher() });
  await sandbox.start();

  async function build({ definition, toolchain }: InstalledLanguage, ...texts: string[]): Promise<Built> {
    const files = texts.map((text, index) => ({ path: `file${index}.${definition.extensions[0]}`, text }));
    const preparation = toolchain.prepare({ files, memoryBytes: TRIAL_MEMORY_BYTES });
    const box = await sandbox.open();
    try {
      await box.write(preparation.files);
      const compiled = preparation.compile ? await box.run(compileCommand(preparation.compile)) : undefined;
      return { compiled, files: await box.snapshot(), run: preparation.run };
    } finally {
      await box.close();
    }
  }

  async function start({ files, run }: Built, input: string, cpuMs = 20_000): Promise<Execution> {
    const box = await sandbox.open();
    try {
      await box.write(files);
      return await box.run(runCommand(run, { cpuMs, memoryBytes: TRIAL_MEMORY_BYTES, stdin: Buffer.from(input) }));
    } finally {
      await box.close();
    }
  }

  return { sandbox, build, start, stop: () => sandbox.stop() };
}

/** stdout, then stderr. */
export function said(execution: Execution | undefined): string {
  return Buffer.concat([execution?.stdout ?? new Uint8Array(), execution?.stderr ?? new Uint8Array()]).toString();
}
