import type { InstalledLanguage } from '@codearena/core';
import { detectLanguages, type Detection } from '../languages/detection.ts';
import { LANGUAGES } from '../languages/index.ts';

const ATTACKED = new Set(['c', 'cpp', 'java', 'python', 'javascript']);

/** The languages that attacks are written in, as far as this machine has them. */
export async function attackedLanguages(): Promise<{ detections: Detection[]; languages: InstalledLanguage[] }> {
  const detections = await detectLanguages(LANGUAGES.filter(({ id }) => ATTACKED.has(id)));
  return { detections, languages: detections.filter((detection) => 'toolchain' in detection) };
}
