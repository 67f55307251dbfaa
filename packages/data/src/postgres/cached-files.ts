import { readdir, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that was asked for within this time may be about to be opened, by whichever process; it stays. */
const IN_USE_MS = 15 * 60_000;
/** How exactly the time of the last use is kept. */
const NOTED_EVERY_MS = 60_000;

type CachedFile = { path: string; bytes: number; usedAt: number };

/** Notes on the disk that the file is in use, for every process that shares the directory. */
export async function noteUse(path: string, lastUsedMs: number, now: number = Date.now()): Promise<void> {
  if (now - lastUsedMs > NOTED_EVERY_MS) await utimes(path, now / 1_000, now / 1_000);
}

/** Removes what was not used for longest until at most `maxBytes` are left; gives the number of bytes removed. */
export async function evict(directory: string, maxBytes: number): Promise<number> {
  const files = await listFiles(directory);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let removed = 0;
  for (const file of files.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total - removed <= maxBytes || Date.now() - file.usedAt < IN_USE_MS) break;
    if (await isRemoved(file.path)) removed += file.bytes;
  }
  return removed;
}

async function listFiles(directory: string): Promise<CachedFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // Another process may remove some meanwhile.
  const found = await Promise.all(
    files.map((path) =>
      stat(path)
        .then(({ size, mtimeMs }) => ({ path, bytes: size, usedAt: mtimeMs }))
        .catch(() => null),
    ),
  );
  return found.filter((file) => file !== null);
}

async function isRemoved(path: string): Promise<boolean> {
  return unlink(path).then(
    () => true,
    () => false,
  );
}
