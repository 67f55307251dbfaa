// Debian's kernel for virtual machines, taken out of its package without installing it, and an initial RAM disk with
// the drivers of virtual disks and our first process.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './command.mjs';

const META_PACKAGE = 'linux-image-cloud-amd64';
const DRIVERS = ['virtio_ring', 'virtio', 'virtio_pci_legacy_dev', 'virtio_pci_modern_dev', 'virtio_pci', 'virtio_blk'];

/** Answers the kernel's path and where its modules are; downloaded once for each version. */
export async function takeKernel(cache, say) {
  const found = /Depends: (linux-image-\S+)/.exec(await run('apt-cache', ['depends', META_PACKAGE]));
  if (!found) throw new Error(`apt-cache knows no ${META_PACKAGE}: this needs Debian's package lists (apt-get update)`);
  const folder = path.join(cache, found[1]);
  mkdirSync(folder, { recursive: true });
  if (!readdirSync(folder).includes('boot')) await unpack(found[1], folder, say);
  const kernel = readdirSync(path.join(folder, 'boot')).find((name) => name.startsWith('vmlinuz-'));
  return { name: found[1], kernel: path.join(folder, 'boot', kernel), modules: path.join(folder, 'lib/modules') };
}

async function unpack(name, folder, say) {
  say(`downloading ${name} (its files only; nothing is installed)`);
  await run('apt-get', ['download', '-q', name], { cwd: folder });
  const archive = readdirSync(folder).find((file) => file.endsWith('.deb'));
  await run('dpkg-deb', ['-x', path.join(folder, archive), folder]);
  rmSync(path.join(folder, archive));
}

export async function makeInitialDisk(modules, source, image) {
  const work = mkdtempSync(path.join(tmpdir(), 'codearena-vm-'));
  try {
    const program = path.join(work, 'first');
    await run('cc', ['-std=gnu17', '-D_GNU_SOURCE', '-O2', '-Wall', '-Wextra', '-Werror', '-static', source, '-o', program]);
    const files = readdirSync(modules, { recursive: true }).map((name) => path.join(modules, name));
    const drivers = files.filter((file) => file.endsWith('.ko') && DRIVERS.includes(path.basename(file, '.ko')));
    writeFileSync(image, archive(['drivers'], [{ name: 'init', file: program }, ...drivers.map((file) => ({ name: `drivers/${path.basename(file)}`, file }))]));
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** In the "newc" format, which the kernel unpacks. */
function archive(folders, files) {
  const entries = [
    ...folders.map((name) => entry(name, 0o40755, Buffer.alloc(0))),
    ...files.map(({ name, file }) => entry(name, 0o100755, readFileSync(file))),
    entry('TRAILER!!!', 0, Buffer.alloc(0)),
  ];
  return Buffer.concat(entries);
}

function entry(name, mode, content) {
  const fields = [0, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length + 1, 0];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}${name}\0`;
  return Buffer.concat([padded(Buffer.from(header)), padded(content)]);
}

function padded(bytes) {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}
