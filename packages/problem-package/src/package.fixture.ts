import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync, crc32 } from 'node:zlib';
import type { ProblemPackage } from './contents.ts';
import { openPackage } from './problem-package.ts';

/** A small valid package; tests change what they are about. `null` takes a file away. */
export const MINIMAL: Record<string, string> = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Sum\nuuid: 5ca6ba5b-c43d-4a5c-8f3e-8a9c5d3c4a11\nlicense: cc0\nlimits:\n  time_limit: 1\n',
  'statement/problem.en.md': 'Add them.\n',
  'data/sample/1.in': '1 2\n',
  'data/sample/1.ans': '3\n',
  'data/secret/1.in': '2 2\n',
  'data/secret/1.ans': '4\n',
  'input_validators/validate.py': 'exit(42)\n',
  'submissions/accepted/sum.py': 'print(sum(map(int, input().split())))\n',
};

/** The same in the old version. */
export const LEGACY: Record<string, string | null> = {
  'problem.yaml': 'name: Sum\nlicense: cc0\n',
  'statement/problem.en.md': null,
  'problem_statement/problem.md': 'Add them.\n',
  '.timelimit': '1\n',
};

const directories: string[] = [];

/** Call after each test: removes what the fixtures made. */
export async function removeFixtures(): Promise<void> {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true, force: true });
}

export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'codearena-fixture-'));
  directories.push(directory);
  return directory;
}

export async function writePackage(changes: Record<string, string | Uint8Array | null> = {}, name = 'sum'): Promise<string> {
  const root = join(await temporaryDirectory(), name);
  for (const [path, content] of Object.entries({ ...MINIMAL, ...changes })) {
    if (content === null) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

export async function openChanged(changes: Record<string, string | Uint8Array | null> = {}, name?: string): Promise<ProblemPackage> {
  return openPackage(await writePackage(changes, name));
}

/** The message with which a changed package is refused. */
export async function refusal(changes: Record<string, string | Uint8Array | null>, name?: string): Promise<string> {
  return openChanged(changes, name).then(
    (opened) => `accepted with ${opened.warnings.length} warnings`,
    (error: Error) => `${error.name} ${error.message}`,
  );
}

export type ZipEntry = {
  name: string;
  content?: Uint8Array | string;
  /** Unix mode with file type. */
  mode?: number;
  /** Instead of the true size. */
  claimedBytes?: number;
  encrypted?: boolean;
  deflate?: boolean;
};

/** Writes an archive that no honest program would make. */
export async function writeZip(entries: readonly ZipEntry[], name = 'sum.zip'): Promise<string> {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { header, body, record } = encodeEntry(entry, offset);
    local.push(header, body);
    central.push(record);
    offset += header.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  const path = join(await temporaryDirectory(), name);
  await writeFile(path, Buffer.concat([...local, directory, end]));
  return path;
}

function encodeEntry(entry: ZipEntry, offset: number): { header: Buffer; body: Buffer; record: Buffer } {
  const name = Buffer.from(entry.name);
  const content = Buffer.from(entry.content ?? '');
  const body = entry.deflate ? deflateRawSync(content) : content;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.encrypted ? 1 : 0, 2);
  common.writeUInt16LE(entry.deflate ? 8 : 0, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(body.length, 14);
  common.writeUInt32LE(entry.claimedBytes ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const trailer = Buffer.alloc(14);
  trailer.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
  trailer.writeUInt32LE(offset, 10);
  return {
    header: Buffer.concat([signature(0x04034b50), common, name]),
    body,
    record: Buffer.concat([signature(0x02014b50), Buffer.from([20, 3]), common, trailer, name]),
  };
}

function signature(value: number): Buffer {
  return Buffer.from(Uint32Array.of(value).buffer);
}

export function zipEntries(files: Record<string, string>, prefix = ''): ZipEntry[] {
  return Object.entries(files).map(([path, content]) => ({ name: `${prefix}${path}`, content, deflate: true }));
}
