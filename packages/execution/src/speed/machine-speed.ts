import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Speed } from '@codearena/core';
import { z } from 'zod';
import { launcherPath } from '../launcher/program.ts';

export type SpeedOptions = {
  /** What the measurement gives on the machine whose limits hold. */
  referenceMs: number;
  /** Where the best measurement of this boot is remembered (DATA_DIR). */
  dataDirectory: string;
  /** Of the program that measures, e.g. its hash. */
  fingerprint: string;
};

/** A machine beyond is taken for one of these: more is no difference of processors. */
const BOUNDS = { least: 0.5, most: 2 };
/** A difference that is smaller may be one of the moment. */
const NOTICED = 0.05;
const MEASURING_MS = 60_000;

/** Milliseconds of CPU time that a fixed amount of work takes here, the fastest of many rounds. */
export async function measureMachine(): Promise<number> {
  const { stdout } = await promisify(execFile)(launcherPath(), ['speed'], { timeout: MEASURING_MS });
  return z.coerce.number().positive().parse(stdout.trim());
}

/**
 * How slow this machine is by the reference. What else goes on can make a measurement too slow only, so that limits would become
 * too generous, never too strict; the fastest of this boot counts.
 */
export async function findSpeed(options: SpeedOptions): Promise<Speed> {
  const { referenceMs } = options;
  const measuredMs = await fastestOfBoot(options);
  return { measuredMs, referenceMs, factor: speedFactor(measuredMs, referenceMs) };
}

export function speedFactor(measuredMs: number, referenceMs: number): number {
  const factor = Math.round((measuredMs / referenceMs) * 100) / 100;
  if (Math.abs(factor - 1) < NOTICED) return 1;
  return Math.min(BOUNDS.most, Math.max(BOUNDS.least, factor));
}

async function fastestOfBoot({ dataDirectory, fingerprint }: SpeedOptions): Promise<number> {
  const file = path.join(dataDirectory, 'speed.json');
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const known = await remembered(file, boot, fingerprint);
  const measuredMs = Math.min(known ?? Infinity, await measureMachine());
  if (measuredMs !== known) await remember(file, { boot, fingerprint, measuredMs });
  return measuredMs;
}

const memorySchema = z.object({ boot: z.string(), fingerprint: z.string(), measuredMs: z.number().positive() });

/** A file that cannot be read, or is of another boot, is as good as none. */
async function remembered(file: string, boot: string, fingerprint: string): Promise<number | null> {
  try {
    const memory = memorySchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return memory.boot === boot && memory.fingerprint === fingerprint ? memory.measuredMs : null;
  } catch {
    return null;
  }
}

async function remember(file: string, memory: z.infer<typeof memorySchema>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.new`;
  await writeFile(beside, `${JSON.stringify(memory)}\n`);
  await rename(beside, file);
}
