import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keeps a program's output for what reads it afterwards: in memory, and on disk when it grows large. */
export type OutputStore = {
  push(chunk: Uint8Array): void;
  /** All of it, as a command's stdin. */
  content(): Uint8Array | { file: string };
  close(): void;
};

const MEMORY_BYTES = 4 * 1024 * 1024;

export function createOutputStore(): OutputStore {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  let spilled: { directory: string; file: string; descriptor: number } | undefined;

  const spill = () => {
    const directory = mkdtempSync(join(tmpdir(), 'codearena-output-'));
    const file = join(directory, 'output');
    spilled = { directory, file, descriptor: openSync(file, 'wx', 0o600) };
    for (const chunk of chunks) writeFileSync(spilled.descriptor, chunk);
    chunks = [];
  };

  return {
    push(chunk) {
      bytes += chunk.length;
      if (!spilled && bytes > MEMORY_BYTES) spill();
      if (spilled) writeFileSync(spilled.descriptor, chunk);
      else chunks.push(chunk);
    },
    content: () => (spilled ? { file: spilled.file } : Buffer.concat(chunks)),
    close() {
      if (!spilled) return;
      closeSync(spilled.descriptor);
      rmSync(spilled.directory, { recursive: true });
      spilled = undefined;
    },
  };
}
