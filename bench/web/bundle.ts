import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Measurement } from '../frame/bench.ts';
import { measured } from '../frame/measure.ts';
import { ROOT } from '../product.ts';

const DIST = path.join(ROOT, 'packages/web/dist');

/** All there is, and what the page's first file asks for at once; as it is and compressed as a server can do it beforehand. */
export function bundleMeasurements(): Measurement[] {
  const all = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css|html)$/.test(file));
  const entry = readFileSync(path.join(DIST, 'index.html'), 'utf8');
  const first = ['index.html', ...[...entry.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].flatMap(([, file]) => file ?? [])];
  return [...sizesOf('bundle.first', 'what the page asks for first', first), ...sizesOf('bundle.all', 'all scripts, styles and the page', all)];
}

function sizesOf(id: string, group: string, files: readonly string[]): Measurement[] {
  const contents = files.map((file) => readFileSync(path.join(DIST, file)));
  const size = (name: string, pack: (content: Buffer) => Buffer): Measurement => {
    const bytes = contents.reduce((sum, content) => sum + pack(content).length, 0);
    return measured({ id: `${id}.${name}`, group: `sizes: ${group}`, name, unit: 'KiB' }, [bytes / 1024]);
  };
  const brotli = (content: Buffer): Buffer => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });
  return [size('raw', (content) => content), size('gzip', (content) => gzipSync(content, { level: constants.Z_BEST_COMPRESSION })), size('brotli', brotli)];
}
