// The test machine's first disk: a small Debian with what the tests run, and this machine's Node.js. Made once.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.mjs';

const RELEASE = 'bookworm';
const PACKAGES = ['gcc', 'g++', 'libc6-dev', 'python3', 'openjdk-17-jdk-headless', 'systemd'];
/** Neither needed nor read by anything there. */
const LEFT_OUT = ['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'usr/share/i18n', 'var/cache/apt', 'var/lib/apt/lists'];

const DEBOOTSTRAP_MS = 1_800_000;

/** Answers the image's path. Only making it needs root. */
export async function makeBaseDisk(cache, say) {
  const key = createHash('sha256')
    .update(JSON.stringify([RELEASE, PACKAGES, process.version]))
    .digest('hex')
    .slice(0, 12);
  const image = path.join(cache, `base-${key}.img`);
  if (existsSync(image)) return image;
  say('making the disk image with debootstrap (some minutes, once)');
  const root = path.join(cache, 'root');
  const packages = path.join(cache, 'packages');
  mkdirSync(packages, { recursive: true });
  await removeTree(root);
  await run('debootstrap', ['--variant=minbase', `--include=${PACKAGES.join()}`, `--cache-dir=${packages}`, RELEASE, root], { timeout: DEBOOTSTRAP_MS });
  for (const place of LEFT_OUT) rmSync(path.join(root, place), { recursive: true, force: true });
  mkdirSync(path.join(root, 'codearena'));
  await addNode(root);
  await makeImage(root, image, '2000M');
  await removeTree(root);
  return image;
}

/** Never what debootstrap may have left mounted there when it was ended. */
function removeTree(folder) {
  return run('rm', ['-rf', '--one-file-system', folder]);
}

async function addNode(root) {
  copyFileSync(process.execPath, path.join(root, 'usr/bin/node'));
  const libraries = (await run('ldd', [process.execPath])).matchAll(/=> (\/\S+)/g);
  for (const [, library] of libraries) {
    const copy = path.join(root, library);
    if (existsSync(copy)) continue;
    mkdirSync(path.dirname(copy), { recursive: true });
    copyFileSync(library, copy);
  }
}

/** A file system with a folder's content; half an image is never found under its name. */
export async function makeImage(folder, image, size) {
  const beside = `${image}.${process.pid}.new`;
  await run('mkfs.ext4', ['-q', '-F', '-O', '^has_journal', '-m', '0', '-d', folder, beside, size], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
  renameSync(beside, image);
}
