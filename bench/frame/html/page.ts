import { formatSpread, formatTarget, formatValue, groupsOf, targetMark, type BenchReport, type Report } from '../report.ts';
import type { Measurement } from '../bench.ts';
import { escapeHtml } from './markup.ts';
import { barPlot } from './bar-plot.ts';
import { STYLE } from './style.ts';
import { timelinePlot } from './timeline-plot.ts';

/** The report as one file that needs nothing else; light or dark as its reader's system is. */
export function renderPage(report: Report): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>CodeArena: measurements</title><style>${STYLE}</style></head>
<body><main><h1>Measurements</h1><p class="muted">${escapeHtml(report.startedAt)} · seed ${report.seed}${report.quick ? ' · quick: coarse' : ''}</p>
${report.benches.map(section).join('\n')}
<section><h2>Machine</h2>${definitions({ ...report.machine, loadAtStart: report.machine.loadAtStart.join(', ') })}<h2>Versions</h2>${definitions(report.versions)}</section>
</main></body></html>
`;
}

function section({ name, measurements, timelines = [], notes = [], seconds }: BenchReport): string {
  const groups = groupsOf(measurements).map(([group, members]) => `<h3>${escapeHtml(group)}</h3>${barPlot(members)}${table(members)}`);
  const pictures = timelines.map((timeline) => `<h3>${escapeHtml(timeline.title)}</h3><div class="scroll">${timelinePlot(timeline)}</div>`);
  const remarks = notes.map((note) => `<p class="muted">${escapeHtml(note)}</p>`);
  return `<section><h2>${escapeHtml(name)}</h2><p class="muted">${Math.round(seconds)} s</p>${[...groups, ...pictures, ...remarks].join('\n')}</section>`;
}

function table(measurements: readonly Measurement[]): string {
  const heads = ['', 'Measured', 'Between', 'Samples', 'Target'].map((head) => `<th>${head}</th>`).join('');
  return `<div class="scroll"><table><tr>${heads}</tr>${measurements.map(row).join('')}</table></div>`;
}

function row(measurement: Measurement): string {
  const { name, value, unit, samples, target } = measurement;
  const mark = targetMark(measurement);
  const className = mark === '' ? '' : mark === '✓' ? 'good' : 'bad';
  return `<tr><td>${escapeHtml(name)}</td><td class="number">${formatValue(value, unit)}</td><td class="number muted">${formatSpread(measurement)}</td>
<td class="number muted">${samples}</td><td class="${className}">${formatTarget(target)} ${mark}</td></tr>`;
}

function definitions(entries: Readonly<Record<string, string | number>>): string {
  return `<dl>${Object.entries(entries)
    .map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(String(text))}</dd>`)
    .join('')}</dl>`;
}
