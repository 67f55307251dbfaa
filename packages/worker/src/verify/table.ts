import { expectedWords, reasonsOf } from './words.ts';
import type { InputReport, OutputReport, ProblemReport, SubmissionReport, Timing, VerificationReport } from './report.ts';

/** The report for a terminal. */
export function renderReport(report: VerificationReport): string {
  return [...report.problems.flatMap(renderPackage), renderTotals(report), ''].join('\n');
}

function renderPackage(report: ProblemReport): string[] {
  if (report.kind === 'unreadable') return [`✗ ${report.path}`, `    ${report.error}`, ''];
  const title = `${report.ok ? '✓' : '✗'} ${report.slug}: ${report.title} (${report.tests} tests, ${report.timeLimitMs / 1000} s${report.timeLimitInferred ? ' by the times of its submissions' : ''})`;
  return [
    title,
    ...renderRows(report.submissions),
    ...report.inputs.flatMap((input) => renderInput(input, 'inputs')),
    ...report.answers.flatMap((input) => renderInput(input, 'answers')),
    ...renderOutputs(report.outputs),
    ...renderTiming(report.timing),
    ...report.warnings.map((warning) => `    warning: ${warning}`),
    ...report.findings.map(({ severity, file, problem }) => `    ${severity}: ${file}: ${problem}`),
    '',
  ];
}

const HEADINGS = ['', 'submission', 'language', 'expected', 'actual', 'time', 'memory'];

function renderRows(submissions: readonly SubmissionReport[]): string[] {
  const rows = [HEADINGS, ...submissions.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  return lines.flatMap((line, index) => [line, ...reasonLines(submissions[index - 1])]);
}

const MARKS = { expected: '✓', surprise: '✗', skipped: '-' };

function cells(submission: SubmissionReport): string[] {
  return [
    MARKS[submission.result],
    submission.path.replace(/^submissions\//, ''),
    submission.language,
    expectedWords(submission, ' / '),
    submission.actual ?? 'not judged',
    submission.timeMs === null ? '' : `${(submission.timeMs / 1000).toFixed(3)} s`,
    submission.memoryKb === null ? '' : `${(submission.memoryKb / 1024).toFixed(1)} MB`,
  ];
}

function reasonLines(submission: SubmissionReport | undefined): string[] {
  return submission ? reasonsOf(submission).flatMap(indented) : [];
}

function renderInput(input: InputReport, what: 'inputs' | 'answers'): string[] {
  if (input.result === 'expected') return [`  ✓  ${input.validator} accepts all ${input.checked} ${what}`];
  const head = `  ${MARKS[input.result]}  ${input.validator}: ${input.reason ?? ''}`;
  return [head, ...input.rejected.flatMap(({ test, message }) => indented(`${test}: ${message}`))];
}

function renderOutputs(outputs: readonly OutputReport[]): string[] {
  const wrong = outputs.filter(({ result }) => result !== 'expected');
  const right = outputs.length - wrong.length;
  const head = right > 0 ? [`  ✓  ${right} answers and tests of the validators are as they must be`] : [];
  return [...head, ...wrong.map(({ name, result, reason }) => `  ${result === 'doubtful' ? '?' : '✗'}  data/${name}: ${reason ?? ''}`)];
}

const SHOWN_LINES = 12;

function indented(text: string): string[] {
  const lines = text.split('\n');
  const shown = lines.length > SHOWN_LINES ? [...lines.slice(0, SHOWN_LINES), '…'] : lines;
  return shown.map((line) => `       ${line}`);
}

function renderTiming({ slowestAccepted, fastestTimeLimit }: Timing): string[] {
  const parts = [
    ...(slowestAccepted ? [`slowest accepted at ${percent(slowestAccepted.ratio)} of its limit`] : []),
    ...(fastestTimeLimit ? [`fastest too slow at ${fastestTimeLimit.ratio >= 1.5 ? 'over ' : ''}${percent(fastestTimeLimit.ratio)}`] : []),
  ];
  return parts.length === 0 ? [] : [`     ${parts.join(', ')}`];
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}

function renderTotals({ totals, ok }: VerificationReport): string {
  const parts = [`${totals.problems} problems`, `${totals.expected} submissions as expected`, `${totals.surprises} surprises`];
  if (totals.skipped > 0) parts.push(`${totals.skipped} skipped`);
  if (totals.invalidInputs > 0) parts.push(`${totals.invalidInputs} invalid inputs`);
  if (totals.validation > 0) parts.push(`${totals.validation} validators or data for them that are not as they must be`);
  if (totals.unreadable > 0) parts.push(`${totals.unreadable} that cannot be read`);
  return `${ok ? '✓' : '✗'} ${parts.join(', ')}`;
}
