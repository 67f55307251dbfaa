import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Measurement } from '../frame/bench.ts';
import { measured } from '../frame/measure.ts';
import { ROOT } from '../product.ts';

const DIST = path.join(ROOT, 'packages/web/dist');

/** All there is, and what the page's first file asks for at once; as it is, and as the build compressed it for the server. */
export function bundleMeasurements(): Measurement[] {
  const all = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css|html)$/.test(file));
  const entry = readFileSync(path.join(DIST, 'index.html'), 'utf8');
  const first = ['index.html', ...[...entry.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].flatMap(([, file]) => file ?? [])];
  return [...sizesOf('bundle.first', 'what the page asks for first', first), ...sizesOf('bundle.all', 'all scripts, styles and the page', all)];
}

const ENDINGS = { raw: '', gzip: '.gz', brotli: '.br' } as const;

/** What is not worth compressing is served as it is. */
function sizesOf(id: string, group: string, files: readonly string[]): Measurement[] {
  return Object.entries(ENDINGS).map(([name, ending]) => {
    const bytes = files.reduce((sum, file) => sum + (sizeOf(`${file}${ending}`) ?? sizeOf(file) ?? 0), 0);
    return measured({ id: `${id}.${name}`, group: `sizes: ${group}`, name, unit: 'KiB' }, [bytes / 1024]);
  });
}

function sizeOf(file: string): number | undefined {
  return statSync(path.join(DIST, file), { throwIfNoEntry: false })?.size;
}
