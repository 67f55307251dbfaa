import type { InstalledLanguage } from '@codearena/core';
import { createMachine, detectLanguages, type Detection } from '../languages/detection.ts';
import { LANGUAGES } from '../languages/index.ts';

/** The languages that attacks are written in. */
export const ATTACKED = LANGUAGES.filter(({ id }) => ['c', 'cpp', 'java', 'python', 'javascript'].includes(id));

/** Those of them that this machine has. */
export async function attackedLanguages(cacheDirectory?: string): Promise<{ detections: Detection[]; languages: InstalledLanguage[] }> {
  const detections = await detectLanguages(ATTACKED, createMachine(cacheDirectory === undefined ? {} : { cacheDirectory }));
  return { detections, languages: installed(detections) };
}

export function installed(detections: readonly Detection[]): InstalledLanguage[] {
  return detections.filter((detection) => 'toolchain' in detection);
}
