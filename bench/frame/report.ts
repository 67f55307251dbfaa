import { reaches, type Findings, type Measurement, type Target, type Unit } from './bench.ts';
import type { MachineReport, Versions } from './machine.ts';

/** What `--json` writes, and `--compare` reads. */
export type Report = {
  format: 'codearena-bench-1';
  startedAt: string;
  seconds: number;
  machine: MachineReport;
  versions: Versions;
  seed: number;
  quick: boolean;
  benches: readonly BenchReport[];
};

export type BenchReport = Findings & { name: string; seconds: number; options: Readonly<Record<string, string>> };

/** Three significant digits: more would only be noise. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size === 0) return '0';
  if (size >= 1) return value.toFixed(2);
  return value.toFixed(3);
}

export function formatValue(value: number, unit: Unit): string {
  const number = formatNumber(value);
  if (unit === 'ratio') return `${number} ×`;
  if (unit === 'count') return number.replace(/\.0+$/, '');
  return unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

export function formatSpread({ low, high, samples }: Pick<Measurement, 'low' | 'high' | 'samples'>): string {
  return samples < 2 ? '' : `${formatNumber(low)} … ${formatNumber(high)}`;
}

export function formatTarget(target: Target | undefined): string {
  if (!target) return '';
  return 'atLeast' in target ? `≥ ${formatNumber(target.atLeast)}` : `≤ ${formatNumber(target.atMost)}`;
}

const MARKS = { true: '✓', false: '✗', null: '' } as const;

export function targetMark(measurement: Measurement): string {
  return MARKS[`${reaches(measurement)}`];
}

/** Columns as wide as their widest cell. */
export function renderColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function renderFindings({ name, seconds, measurements, notes = [] }: BenchReport): string {
  const groups = groupsOf(measurements).flatMap(([group, members]) => ['', group, renderColumns(members.map(cells)).replace(/^/gm, '  ')]);
  return [`── ${name} (${Math.round(seconds)} s)`, ...groups, ...(notes.length > 0 ? [''] : []), ...notes.map((note) => `note: ${note}`), ''].join('\n');
}

function cells(measurement: Measurement): string[] {
  const { name, value, unit, target, samples } = measurement;
  return [name, formatValue(value, unit), formatSpread(measurement), `n ${samples}`, formatTarget(target), targetMark(measurement)];
}

/** In the order in which they came. */
export function groupsOf(measurements: readonly Measurement[]): [group: string, members: Measurement[]][] {
  const groups = new Map<string, Measurement[]>();
  for (const measurement of measurements) groups.set(measurement.group, [...(groups.get(measurement.group) ?? []), measurement]);
  return [...groups];
}
