// Writes the large tests of the practice problems: node problems/generate.mjs [--force] [slug…]
//
// A package with a `generators/tests.mjs` exports `tests(random)`, a generator of { name, input, answer }.
// The random source is seeded with the slug, so every machine gets the same bytes. The stamp
// `data/secret/.generated.json` is written last: a run that was cut short is simply done again.

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const HARNESS = fileURLToPath(import.meta.url);
const STAMP = '.generated.json';
const GENERATED_NAME = /^[2-9][0-9]-[a-z0-9-]+$/;
const GENERATED_FILE = /^[2-9][0-9]-.*\.(in|ans)$/;

/**
 * Brings the generated tests of every package below `root` (the folder of the packages) up to date.
 * `slugs` narrows it to some packages, `force` ignores the stamps.
 * `onProgress` is called once a package is done: { slug, generated, tests, done, total }.
 */
export async function generateAll(root, { slugs, force = false, onProgress = () => {} } = {}) {
  const chosen = await packagesToGenerate(root, slugs);
  const results = [];
  for (const slug of chosen) {
    const result = await generatePackage(join(root, slug), slug, force);
    results.push(result);
    onProgress({ ...result, done: results.length, total: chosen.length });
  }
  return results;
}

async function packagesToGenerate(root, slugs) {
  const found = [];
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const files = await namesIn(join(root, entry.name, 'generators'));
    if (files.includes('tests.mjs')) found.push(entry.name);
  }
  found.sort();
  if (!slugs?.length) return found;
  const unknown = slugs.filter((slug) => !found.includes(slug));
  if (unknown.length > 0) throw new UnknownPackageError(unknown);
  return found.filter((slug) => slugs.includes(slug));
}

async function generatePackage(directory, slug, force) {
  const generator = join(directory, 'generators', 'tests.mjs');
  const secret = join(directory, 'data', 'secret');
  const hash = await hashOf(generator, HARNESS);
  const stamp = force ? undefined : await readStamp(secret);
  const present = new Set(await namesIn(secret));
  if (stamp?.hash === hash && stamp.files.every((file) => present.has(file))) {
    return { slug, generated: false, tests: stamp.files.length / 2 };
  }
  const files = await writeTests(generator, slug, secret);
  await removeStale(secret, files);
  await writeWhole(secret, STAMP, `${JSON.stringify({ hash, files }, null, 2)}\n`);
  return { slug, generated: true, tests: files.length / 2 };
}

async function writeTests(generator, slug, secret) {
  const { tests } = await import(pathToFileURL(generator).href);
  await mkdir(secret, { recursive: true });
  const files = [];
  for (const { name, input, answer } of tests(createRandom(slug))) {
    if (!GENERATED_NAME.test(name)) throw new Error(`${slug}: "${name}" is no name for a generated test (say 20-random)`);
    for (const [file, text] of [
      [`${name}.in`, input],
      [`${name}.ans`, answer],
    ]) {
      if (files.includes(file)) throw new Error(`${slug}: ${file} is made twice`);
      if (!text.endsWith('\n')) throw new Error(`${slug}: ${file} does not end with a newline`);
      await writeWhole(secret, file, text);
      files.push(file);
    }
  }
  return files;
}

/** Two processes may generate at once; each file is then one of two equal versions, never a mixture. */
async function writeWhole(directory, file, text) {
  const temporary = join(directory, `.writing-${process.pid}-${file}`);
  await writeFile(temporary, text);
  await rename(temporary, join(directory, file));
}

async function removeStale(secret, files) {
  for (const file of await namesIn(secret)) {
    if (GENERATED_FILE.test(file) && !files.includes(file)) await rm(join(secret, file), { force: true });
  }
}

async function readStamp(secret) {
  try {
    const stamp = JSON.parse(await readFile(join(secret, STAMP), 'utf8'));
    return typeof stamp?.hash === 'string' && Array.isArray(stamp.files) ? stamp : undefined;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function hashOf(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file)).update('\0');
  return hash.digest('hex');
}

async function namesIn(directory) {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  }
}

class UnknownPackageError extends Error {
  constructor(slugs) {
    super(`no generators/tests.mjs in: ${slugs.join(', ')}`);
  }
}

/** All bounds are inclusive. `int` serves ranges up to 2^53, `bigint` any. */
function createRandom(seed) {
  const next = createWordSource(seed);
  const fraction = () => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53;

  function int(lo, hi) {
    if (!(lo <= hi)) throw new RangeError(`int(${lo}, ${hi}) is empty`);
    return lo + Math.floor(fraction() * (hi - lo + 1));
  }

  function bigint(lo, hi) {
    const span = BigInt(hi) - BigInt(lo) + 1n;
    if (span <= 0n) throw new RangeError(`bigint(${lo}, ${hi}) is empty`);
    let drawn = 0n;
    // 64 bits more than the span has make the remainder's bias negligible.
    for (let bound = 1n; bound < span << 64n; bound <<= 32n) drawn = (drawn << 32n) | BigInt(next());
    return BigInt(lo) + (drawn % span);
  }

  function shuffle(array) {
    for (let i = array.length - 1; i > 0; i--) {
      const j = int(0, i);
      [array[i], array[j]] = [array[j], array[i]];
    }
    return array;
  }

  const pick = (array) => array[int(0, array.length - 1)];
  const string = (alphabet, length) => Array.from({ length }, () => alphabet[int(0, alphabet.length - 1)]).join('');
  return { int, bigint, shuffle, pick, string };
}

/** 32-bit words from a small counter-based chaotic generator whose state comes from the seed's hash. */
function createWordSource(seed) {
  const digest = createHash('sha256').update(seed).digest();
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let counter = 1;
  const next = () => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { force: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const onProgress = ({ slug, generated, tests }) => {
    console.log(`${slug}: ${tests} tests ${generated ? 'written' : 'up to date'}`);
  };
  await generateAll(dirname(HARNESS), { slugs: positionals, force: values.force, onProgress });
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === HARNESS) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof UnknownPackageError) && !error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
