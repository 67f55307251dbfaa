import type { Margins, SubmissionReport } from '../report.ts';
import { expectedWords, reasonsOf } from '../words.ts';
import { escapeHtml, seconds, shortPath } from './markup.ts';
import { timeBar, timeLegend } from './time-bar.ts';

const MARKS = { expected: ['good', '✓', 'as expected'], surprise: ['bad', '✗', 'a surprise'], skipped: ['muted', '–', 'skipped'] } as const;
const COLUMNS = 8;

/** Expected × actual, with the time of the slowest test against the limit. */
export function submissionTable(submissions: readonly SubmissionReport[], margins: Margins): string {
  if (submissions.length === 0) return '';
  const heads = ['', 'Submission', 'Language', 'Expected', 'Actual', 'Slowest test', '', 'Memory'].map((head) => `<th>${head}</th>`).join('');
  const rows = submissions.map((submission) => row(submission, margins)).join('\n');
  return `<h3>Submissions</h3><div class="scroll"><table><tr>${heads}</tr>${rows}</table></div>${timeLegend(margins)}`;
}

function row(submission: SubmissionReport, margins: Margins): string {
  const { path, language, actual, score, timeMs, memoryKb, result } = submission;
  const [className, mark, meaning] = MARKS[result];
  const reasons = [...reasonsOf(submission), ...(submission.deviation === null ? [] : [submission.deviation])];
  const points = score === null ? '' : ` <span class="muted">${score} points</span>`;
  return `<tr><td class="${className}" title="${meaning}">${mark}</td><td class="name">${escapeHtml(shortPath(path))}</td><td>${escapeHtml(language)}</td>
<td>${expectedWords(submission, ' or ')}</td><td class="actual">${escapeHtml(actual ?? 'not judged')}${points}</td><td>${timeBar(submission, margins)}</td>
<td class="number">${timeMs === null ? '' : seconds(timeMs)}</td><td class="number">${memoryKb === null ? '' : `${(memoryKb / 1024).toFixed(1)} MB`}</td></tr>${
    reasons.length === 0 ? '' : `<tr><td class="why"></td><td class="why" colspan="${COLUMNS - 1}"><pre>${escapeHtml(reasons.join('\n'))}</pre></td></tr>`
  }`;
}
