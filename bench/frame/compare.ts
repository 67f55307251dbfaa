import type { Measurement } from './bench.ts';
import { formatNumber, formatValue, renderColumns, type Report } from './report.ts';

export type Change = {
  id: string;
  before: Measurement;
  after: Measurement;
  /** After to before. */
  factor: number;
  /** `noise`: the intervals of both overlap, so these runs cannot tell them apart. */
  meaning: 'better' | 'worse' | 'noise';
};

/** What both runs measured, under the same name. */
export function compareReports(before: Report, after: Report): Change[] {
  const earlier = new Map(measurementsOf(before).map(([id, measurement]) => [id, measurement]));
  return measurementsOf(after).flatMap(([id, measurement]) => {
    const known = earlier.get(id);
    return known ? [compareTwo(id, known, measurement)] : [];
  });
}

function measurementsOf({ benches }: Report): [id: string, measurement: Measurement][] {
  return benches.flatMap(({ name, measurements }) => measurements.map((measurement): [string, Measurement] => [`${name}.${measurement.id}`, measurement]));
}

function compareTwo(id: string, before: Measurement, after: Measurement): Change {
  const overlap = after.low <= before.high && before.low <= after.high;
  const improved = after.better === 'higher' ? after.value > before.value : after.value < before.value;
  return { id, before, after, factor: after.value / before.value, meaning: overlap ? 'noise' : improved ? 'better' : 'worse' };
}

const MARKS = { better: '▲ better', worse: '▼ worse', noise: '≈ within the noise' };

export function renderComparison(before: Report, after: Report): string {
  const changes = compareReports(before, after);
  const rows = changes.map(({ before: then, after: now, factor, meaning, id }) => [
    id,
    formatValue(then.value, then.unit),
    '→',
    formatValue(now.value, now.unit),
    Number.isFinite(factor) ? `${formatNumber(factor)} ×` : '',
    MARKS[meaning],
  ]);
  return [`── compared with the run of ${before.startedAt}, ${before.versions['codearena'] ?? ''}`, ...warnings(before, after), renderColumns(rows), ''].join(
    '\n',
  );
}

function warnings(before: Report, after: Report): string[] {
  const differs = (['model', 'cores', 'kernel'] as const).filter((key) => before.machine[key] !== after.machine[key]);
  const machines = differs.length > 0 ? [`another machine (${differs.join(', ')}): compare ratios only`] : [];
  return [...machines, ...(before.quick || after.quick ? ['one of the two was --quick: coarse'] : [])];
}
