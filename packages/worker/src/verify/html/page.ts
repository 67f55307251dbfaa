import type { InputReport, ProblemReport, Timing, VerificationReport } from '../report.ts';
import { escapeHtml, list } from './markup.ts';
import { matrix } from './matrix.ts';
import { STYLE } from './style.ts';
import { submissionTable } from './submissions.ts';

type Verified = Extract<ProblemReport, { kind: 'verified' }>;

/** The report as one file that needs nothing else. */
export function renderHtml(report: VerificationReport): string {
  const [only, ...others] = report.problems;
  const title = only?.kind === 'verified' && others.length === 0 ? `${only.title}: verification` : 'Verification of problem packages';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${totals(report)}
${report.problems.map(problemSection).join('\n')}
</main></body></html>
`;
}

function totals({ ok, totals: { problems, expected, surprises, skipped, validation, unreadable } }: VerificationReport): string {
  const chips: [className: string, words: string][] = [
    [ok ? 'good' : 'bad', ok ? 'everything as expected' : 'not everything as expected'],
    ['', `${problems} ${problems === 1 ? 'problem' : 'problems'}`],
    ['', `${expected} ${expected === 1 ? 'submission' : 'submissions'} as expected`],
    ...(surprises > 0 ? [['bad', `${surprises} ${surprises === 1 ? 'surprise' : 'surprises'}`] as [string, string]] : []),
    ...(skipped > 0 ? [['', `${skipped} skipped`] as [string, string]] : []),
    ...(validation > 0 ? [['bad', `${validation} in validators and their data`] as [string, string]] : []),
    ...(unreadable > 0 ? [['bad', `${unreadable} that cannot be read`] as [string, string]] : []),
  ];
  return `<ul class="chips">${chips.map(([className, words]) => `<li class="${className}">${words}</li>`).join('')}</ul>`;
}

function problemSection(report: ProblemReport): string {
  if (report.kind === 'unreadable') {
    return `<section><h2 class="bad"><span class="mark">✗</span>${escapeHtml(report.path)}</h2><pre>${escapeHtml(report.error)}</pre></section>`;
  }
  const limit = `${report.timeLimitMs / 1000} s${report.timeLimitInferred ? ' by the times of its submissions' : ''}`;
  return `<section id="${escapeHtml(report.slug)}"><h2 class="${report.ok ? 'good' : 'bad'}"><span class="mark">${report.ok ? '✓' : '✗'}</span>${escapeHtml(report.title)}</h2>
<p class="muted"><code>${escapeHtml(report.slug)}</code> · ${report.tests} ${report.tests === 1 ? 'test' : 'tests'} · time limit ${limit}</p>
${submissionTable(report.submissions, report.margins)}
${matrix(report.submissions)}
${validators(report)}
${remarks(report)}</section>`;
}

function validators({ inputs, answers, outputs }: Verified): string {
  const wrong = outputs.filter(({ result }) => result !== 'expected');
  const right = outputs.length - wrong.length;
  const items = [
    ...inputs.flatMap((report) => validatorItems(report, 'inputs')),
    ...answers.flatMap((report) => validatorItems(report, 'answers')),
    ...(right > 0 ? [`${tag('good', 'good')}${right} answers and tests of the validators are as they must be`] : []),
    ...wrong.map(
      ({ name, result, reason }) => `${tag(result === 'doubtful' ? 'warn' : 'bad', result)}<code>data/${escapeHtml(name)}</code> ${escapeHtml(reason ?? '')}`,
    ),
  ];
  return items.length === 0 ? '' : `<h3>Validators</h3>${list('findings', items)}`;
}

function validatorItems({ validator, result, reason, checked, rejected }: InputReport, what: string): string[] {
  const name = `<code>${escapeHtml(validator)}</code>`;
  if (result === 'expected') return [`${tag('good', 'good')}${name} accepts all ${checked} ${what}`];
  const className = result === 'skipped' ? 'warn' : 'bad';
  return [
    `${tag(className, result)}${name} ${escapeHtml(reason ?? '')}`,
    ...rejected.map(({ test, message }) => `${tag('bad', 'rejected')}<code>data/${escapeHtml(test)}</code> <span class="muted">${escapeHtml(message)}</span>`),
  ];
}

function remarks({ timing, warnings, findings }: Verified): string {
  const items = [
    ...timingItems(timing),
    ...warnings.map((warning) => `${tag('warn', 'warning')}${escapeHtml(warning)}`),
    ...findings.map(
      ({ severity, file, problem }) => `${tag(severity === 'error' ? 'bad' : 'warn', severity)}<code>${escapeHtml(file)}</code> ${escapeHtml(problem)}`,
    ),
  ];
  return items.length === 0 ? '' : `<h3>Findings</h3>${list('findings', items)}`;
}

function timingItems({ slowestAccepted, fastestTimeLimit }: Timing): string[] {
  const item = (what: string, { path, ratio }: { path: string; ratio: number }) =>
    `${tag('good', 'time')}<code>${escapeHtml(path)}</code> is the ${what}, <span>at ${Math.round(ratio * 100)} % of its limit</span>`;
  return [...(slowestAccepted ? [item('slowest accepted', slowestAccepted)] : []), ...(fastestTimeLimit ? [item('fastest too slow', fastestTimeLimit)] : [])];
}

function tag(className: string, word: string): string {
  return `<span class="tag ${className}">${word}</span>`;
}
