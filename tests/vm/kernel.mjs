// Debian's kernel for virtual machines, taken out of its package without installing it, and an initial RAM disk with
// the drivers of virtual disks and our first process.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './command.mjs';

const META_PACKAGE = 'linux-image-cloud-amd64';
const DRIVERS = ['virtio_ring', 'virtio', 'virtio_pci_legacy_dev', 'virtio_pci_modern_dev', 'virtio_pci', 'virtio_blk'];

/**
 * Answers the kernel's path and where its modules are; downloaded once for each version. It is the one of this
 * machine's package lists, or of another Debian `release` by lists of our own.
 */
export async function takeKernel(cache, release, say) {
  const lists = release ? await fetchLists(path.join(cache, `lists-${release}`), release) : [];
  const found = /Depends: (linux-image-\S+)/.exec(await run('apt-cache', [...lists, 'depends', META_PACKAGE]));
  if (!found) throw new Error(`apt-cache knows no ${META_PACKAGE}: this needs Debian's package lists (apt-get update)`);
  const folder = path.join(cache, found[1]);
  if (!existsSync(folder)) await unpack(found[1], folder, lists, say);
  const kernel = readdirSync(path.join(folder, 'boot')).find((name) => name.startsWith('vmlinuz-'));
  const modules = ['lib/modules', 'usr/lib/modules'].map((place) => path.join(folder, place)).find((place) => existsSync(place));
  return { kernel: path.join(folder, 'boot', kernel), modules };
}

/** Options by which apt's programs see that release alone, and nothing of this machine's own state is touched. */
async function fetchLists(folder, release) {
  const targets = await run('apt-get', ['indextargets', '--format', '$(ORIGIN) $(LABEL) $(REPO_URI)', 'Created-By: Packages']);
  const mirror = /^Debian Debian (\S+)$/m.exec(targets)?.[1];
  if (!mirror) throw new Error('The package lists of this machine name no Debian archive');
  for (const place of ['partial', 'cache/archives/partial']) mkdirSync(path.join(folder, place), { recursive: true });
  const sources = `${folder}.list`;
  writeFileSync(sources, `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror} ${release} main\n`);
  const settings = [`Dir::Etc::SourceList=${sources}`, 'Dir::Etc::SourceParts=/dev/null', `Dir::State::Lists=${folder}`, `Dir::Cache=${folder}/cache`];
  const options = settings.flatMap((setting) => ['-o', setting]);
  await run('apt-get', [...options, '-q', 'update']);
  return options;
}

async function unpack(name, folder, lists, say) {
  say(`downloading ${name} (its files only; nothing is installed)`);
  const beside = `${folder}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside);
  await run('apt-get', [...lists, 'download', '-q', name], { cwd: beside });
  const archive = readdirSync(beside).find((file) => file.endsWith('.deb'));
  await run('dpkg-deb', ['-x', path.join(beside, archive), beside]);
  rmSync(path.join(beside, archive));
  renameSync(beside, folder);
}

export async function makeInitialDisk(modules, source, image) {
  const work = mkdtempSync(path.join(tmpdir(), 'codearena-vm-'));
  try {
    const program = path.join(work, 'first');
    await run('cc', ['-std=gnu17', '-D_GNU_SOURCE', '-O2', '-Wall', '-Wextra', '-Werror', '-static', source, '-o', program]);
    const drivers = await Promise.all(findDrivers(modules).map(async ([name, file]) => ({ name: `drivers/${name}.ko`, content: await readDriver(file) })));
    writeFileSync(image, archive(['drivers'], [{ name: 'init', content: readFileSync(program) }, ...drivers]));
  } finally {
    rmSync(work, { recursive: true });
  }
}

function findDrivers(modules) {
  const files = readdirSync(modules, { recursive: true }).map((name) => [/^(.*)\.ko(\.xz)?$/.exec(path.basename(name))?.[1], path.join(modules, name)]);
  return files.filter(([name]) => DRIVERS.includes(name));
}

async function readDriver(file) {
  return file.endsWith('.xz') ? run('xz', ['-dc', file], { encoding: 'buffer' }) : readFileSync(file);
}

/** In the "newc" format, which the kernel unpacks. */
function archive(folders, files) {
  const entries = [
    ...folders.map((name) => entry(name, 0o40755, Buffer.alloc(0))),
    ...files.map(({ name, content }) => entry(name, 0o100755, content)),
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
