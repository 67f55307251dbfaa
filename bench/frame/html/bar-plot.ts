import type { Measurement, Unit } from '../bench.ts';
import { formatValue } from '../report.ts';
import { escapeHtml, point } from './markup.ts';

const WIDTH = 960;
const LABEL = 380;
const VALUE = 110;
const ROW = 26;

/** A bar for each, with the interval as a whisker and the target as a line. One scale for each unit. */
export function barPlot(measurements: readonly Measurement[]): string {
  const units = [...new Set(measurements.map(({ unit }) => unit))];
  return units
    .map((unit) =>
      plotOf(
        measurements.filter((measurement) => measurement.unit === unit),
        unit,
      ),
    )
    .join('');
}

function plotOf(measurements: readonly Measurement[], unit: Unit): string {
  const most = Math.max(...measurements.map(furthest)) || 1;
  const scale = (value: number): number => LABEL + (Math.max(0, value) / most) * (WIDTH - LABEL - VALUE);
  const rows = measurements.map((measurement, index) => bar(measurement, index * ROW, scale, unit)).join('');
  return `<svg class="plot" viewBox="0 0 ${WIDTH} ${measurements.length * ROW}" role="img" aria-label="${escapeHtml(`bars of what is measured in ${unit}`)}">${rows}</svg>`;
}

function furthest({ value, high, target }: Measurement): number {
  const wanted = target ? ('atLeast' in target ? target.atLeast : target.atMost) : 0;
  return Math.max(value, Math.min(high, value * 3), wanted);
}

function bar({ name, value, low, high, target }: Measurement, top: number, scale: (value: number) => number, unit: Unit): string {
  const middle = top + ROW / 2;
  const end = scale(value);
  const whisker = `<path class="whisker" d="M${point(scale(low))} ${middle - 4}v8M${point(scale(low))} ${middle}H${point(Math.min(scale(high), WIDTH - VALUE))}M${point(Math.min(scale(high), WIDTH - VALUE))} ${middle - 4}v8"/>`;
  const wanted = target ? scale('atLeast' in target ? target.atLeast : target.atMost) : null;
  const line = wanted === null ? '' : `<path class="target" d="M${point(wanted)} ${top + 2}v${ROW - 4}"/>`;
  return `<text x="${LABEL - 10}" y="${middle + 4}" text-anchor="end">${escapeHtml(name)}</text>
<rect class="bar" x="${LABEL}" y="${top + 6}" width="${point(Math.max(1, end - LABEL))}" height="${ROW - 12}" rx="2"/>${whisker}${line}
<text class="value" x="${WIDTH - VALUE + 10}" y="${middle + 4}">${formatValue(value, unit)}</text>`;
}
