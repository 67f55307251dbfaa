import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Measurement } from './bench.ts';
import { formatSpread, formatTarget, formatValue, groupsOf, targetMark, type Report } from './report.ts';

/** Replaces what stands between `<!-- bench NAME -->` and `<!-- /bench NAME -->` for every bench of the report. `pictures`: where its timelines lie. */
export async function updateDocument(file: string, report: Report, pictures?: string): Promise<void> {
  const { format, resolveConfig } = await import('prettier');
  const directory = pictures && path.relative(path.dirname(file), pictures);
  const text = insertTables(readFileSync(file, 'utf8'), report, directory);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

/** Throws when the document has no place for any of them. */
export function insertTables(text: string, report: Report, pictures?: string): string {
  const placed = report.benches.filter(({ name }) => text.includes(opening(name)));
  if (placed.length === 0) throw new Error(`The document has no ${report.benches.map(({ name }) => opening(name)).join(' or ')}`);
  return placed.reduce((document, { name }) => {
    const [before = '', rest = ''] = halves(document, opening(name));
    const [, after] = halves(rest, closing(name));
    if (after === undefined) throw new Error(`The document has ${opening(name)} without ${closing(name)}`);
    return `${before}${opening(name)}\n\n${renderMarkdown(report, name, pictures)}\n\n${closing(name)}${after}`;
  }, text);
}

function opening(name: string): string {
  return `<!-- bench ${name} -->`;
}

function closing(name: string): string {
  return `<!-- /bench ${name} -->`;
}

function halves(text: string, mark: string): string[] {
  const index = text.indexOf(mark);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + mark.length)];
}

/** One bench as tables with the circumstances in which it ran. */
function renderMarkdown(report: Report, name: string, pictures: string | undefined): string {
  const bench = report.benches.find((candidate) => candidate.name === name);
  if (!bench) throw new Error(`The report has no bench ${name}`);
  const { machine, versions, quick } = report;
  const circumstances = [
    `${report.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    `CodeArena ${versions['codearena'] ?? ''}`,
    `${machine.cores} cores of ${machine.model}`,
    machine.kernel,
    `load at start ${machine.loadAtStart.join(', ')}`,
    ...(quick ? ['`--quick`: coarse'] : []),
  ];
  const tables = groupsOf(bench.measurements).map(([group, members]) => `**${group}**\n\n${table(members)}`);
  const shown = pictures === undefined ? [] : (bench.timelines ?? []).map(({ id, title }) => `![${title}](${pictures}/${id}.svg)`);
  return [`_${circumstances.join(' · ')}_`, ...tables, ...shown, ...(bench.notes ?? []).map((note) => `Note: ${note}`)].join('\n\n');
}

function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => [
    measurement.name,
    formatValue(measurement.value, measurement.unit),
    formatSpread(measurement),
    String(measurement.samples),
    `${formatTarget(measurement.target)} ${targetMark(measurement)}`.trim(),
  ]);
  const lines = [['', 'measured', 'between', 'samples', 'target'], ['---', '--:', '---', '--:', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
