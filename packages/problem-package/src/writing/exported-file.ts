import type { DataFile } from '@codearena/core';
import { stringify } from 'yaml';

/** The older format is written where the newer one cannot say what is needed. */
export type ExportedVersion = 'legacy' | '2025-09';

/** A file to write, as text or by its content. */
export type ExportedFile = { path: string; executable?: boolean } & ({ text: string } | { data: DataFile });

/** No file for nothing. */
export function yamlFile(path: string, value: Record<string, unknown>): ExportedFile[] {
  return Object.keys(value).length === 0 ? [] : [{ path, text: stringify(value) }];
}
