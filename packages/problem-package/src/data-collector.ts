import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataFile, TestData, TestDataSource } from '@codearena/core';
import type { PackageFile } from './package-files.ts';

/** Gives files of a package, and what was made of them, by their content. */
export type DataCollector = {
  file(file: PackageFile): Promise<DataFile>;
  /** For content that is not as it lies in the package, such as a source with constants put in. */
  text(content: string): Promise<DataFile>;
  data: TestDataSource & TestData;
  /** Removes what was written. */
  close(): Promise<void>;
};

export function collectData(): DataCollector {
  const paths = new Map<string, string>();
  const described = new Map<string, DataFile>();
  let scratch: Promise<string> | null = null;
  const pathOf = ({ sha256 }: DataFile): string => {
    const path = paths.get(sha256);
    if (path === undefined) throw new Error(`no data file ${sha256} in this package`);
    return path;
  };
  return {
    async file({ absolute }) {
      const known = described.get(absolute);
      if (known) return known;
      const data = await describe(absolute);
      described.set(absolute, data);
      if (!paths.has(data.sha256)) paths.set(data.sha256, absolute);
      return data;
    },
    async text(content) {
      const bytes = Buffer.from(content);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (!paths.has(sha256)) {
        scratch ??= mkdtemp(join(tmpdir(), 'codearena-package-data-'));
        const path = join(await scratch, sha256);
        await writeFile(path, bytes);
        paths.set(sha256, path);
      }
      return { sha256, bytes: bytes.length };
    },
    data: { open: (file) => createReadStream(pathOf(file)), path: async (file) => pathOf(file) },
    async close() {
      if (scratch) await rm(await scratch, { recursive: true, force: true });
    },
  };
}

async function describe(absolute: string): Promise<DataFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const content: AsyncIterable<Uint8Array> = createReadStream(absolute);
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
