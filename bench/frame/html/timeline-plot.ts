import type { Timeline } from '../bench.ts';
import { formatNumber } from '../report.ts';
import { escapeHtml, point } from './markup.ts';

const WIDTH = 960;
const LABEL = 220;
const VALUE = 90;
const ROW = 22;
const AXIS = 28;

/** One stage under the other, each from where it begins to where it ends; beside it how long that is. */
export function timelinePlot({ title, stages }: Timeline): string {
  const end = Math.max(...stages.map(({ to }) => to));
  const scale = (ms: number): number => LABEL + (ms / end) * (WIDTH - LABEL - VALUE);
  const height = stages.length * ROW + AXIS;
  const rows = stages.map(({ name, from, to, detail }, index) => {
    const middle = index * ROW + ROW / 2;
    const words = `${name}: ${formatNumber(to - from)} ms${detail === undefined ? '' : `, ${detail}`}`;
    return `<g><title>${escapeHtml(words)}</title><text x="${LABEL - 10}" y="${middle + 4}" text-anchor="end">${escapeHtml(name)}</text>
<rect class="bar" x="${point(scale(from))}" y="${middle - 6}" width="${point(Math.max(1, scale(to) - scale(from)))}" height="12" rx="2"/>
<text class="value" x="${WIDTH - VALUE + 10}" y="${middle + 4}">${formatNumber(to - from)} ms</text></g>`;
  });
  return `<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(title)}">${rows.join('\n')}${axis(end, scale, stages.length * ROW)}</svg>`;
}

function axis(end: number, scale: (ms: number) => number, top: number): string {
  const step = niceStep(end / 6);
  const marks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
  const lines = marks.map(
    (ms) =>
      `<path class="grid" d="M${point(scale(ms))} 0V${top + 6}"/><text class="value" x="${point(scale(ms))}" y="${top + 20}" text-anchor="middle">${Number(ms.toPrecision(6))}</text>`,
  );
  return `${lines.join('')}<text class="value" x="${LABEL - 10}" y="${top + 20}" text-anchor="end">ms</text>`;
}

/** 1, 2 or 5 times a power of ten, at least this. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}

/** For a document: the picture as a file of its own, readable on light and on dark paper. */
export function timelineFile(timeline: Timeline): string {
  const style = `svg{color-scheme:light dark;font:12px system-ui,sans-serif}text{fill:#4a5160}.value{fill:#4a5160}.bar{fill:#3e7bd0}.grid{stroke:#8a93a3;stroke-opacity:.35}
@media (prefers-color-scheme:dark){text,.value{fill:#b6bdca}.bar{fill:#6ea3ee}}`;
  return `${timelinePlot(timeline).replace('>', `><style>${style}</style>`)}\n`;
}
