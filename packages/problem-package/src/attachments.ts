import type { PublicFile } from '@codearena/core';
import type { DataCollector } from './data-collector.ts';
import type { PackageFiles } from './package-files.ts';
import type { PublicFileCollector } from './statement/public-files.ts';

/** `attachments/`: files that everybody may download; the directories in it become part of their names. */
export function readAttachments(files: PackageFiles, publicFiles: PublicFileCollector): void {
  for (const file of files.below('attachments')) publicFiles.add(file, 'attachment', file.path.slice('attachments/'.length));
}

export async function publicFilesOf(publicFiles: PublicFileCollector, collector: DataCollector): Promise<PublicFile[]> {
  const described: PublicFile[] = [];
  for (const { name, kind, mediaType, file } of publicFiles.all()) described.push({ name, kind, mediaType, file: await collector.file(file) });
  return described;
}
