import type { AttackResult } from './suite.ts';

export type AttackReport = {
  green: boolean;
  defeated: number;
  failed: AttackResult[];
  skipped: AttackResult[];
  /** Of the layers that something got through, the ones to look at. */
  layers: string[];
};

export function attackReport(results: readonly AttackResult[]): AttackReport {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const defeated = results.filter(({ outcome }) => outcome === 'defeated').length;
  return {
    green: failed.length === 0 && defeated > 0,
    defeated,
    failed,
    skipped: results.filter(({ outcome }) => outcome === 'skipped'),
    layers: [...new Set(failed.map(({ layer }) => layer))],
  };
}

const HEADINGS = ['attack', 'language', 'layer', 'outcome', 'ms', 'tries to'];

/** A line for each attack, below it what was wrong, and the sum at the end. */
export function attackTable(results: readonly AttackResult[]): string {
  const rows = results.map(({ name, language, layer, outcome, ms, tries }) => [name, language, layer, outcome, String(ms), tries]);
  const widths = HEADINGS.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd();
  const lines = results.flatMap((result, index) => [line(rows[index] ?? []), ...result.details.map((detail) => `    ${printable(detail)}`)]);
  return [line(HEADINGS), ...lines, '', summary(results)].join('\n');
}

function summary(results: readonly AttackResult[]): string {
  const { defeated, failed, skipped, layers } = attackReport(results);
  const counts = `${defeated} defeated, ${failed.length} failed, ${skipped.length} skipped`;
  return layers.length > 0 ? `${counts}; look at: ${layers.join(', ')}` : counts;
}

function pad(cell: string, width: number, column: number): string {
  return HEADINGS[column] === 'ms' ? cell.padStart(width) : cell.padEnd(width);
}

/** What a program printed must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[^\P{C}]+/gu, ' ');
}
