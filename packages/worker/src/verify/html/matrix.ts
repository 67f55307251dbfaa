import type { Verdict } from '@codearena/contracts';
import type { SubmissionReport } from '../report.ts';
import { escapeHtml, seconds, shortPath } from './markup.ts';

const CODES: Readonly<Record<Verdict, readonly [code: string, letter: string]>> = {
  Accepted: ['AC', '✓'],
  'Partially Accepted': ['PA', 'P'],
  'Wrong Answer': ['WA', 'W'],
  'Time Limit Exceeded': ['TL', 'T'],
  'Memory Limit Exceeded': ['ML', 'M'],
  'Output Limit Exceeded': ['OL', 'O'],
  'Runtime Error': ['RE', 'R'],
  'Compilation Error': ['CE', 'C'],
  'Judge Error': ['JE', 'J'],
};

/** Every submission by every test. Tests that were not run have no letter. */
export function matrix(submissions: readonly SubmissionReport[]): string {
  const judged = submissions.filter(({ tests }) => tests.length > 0);
  const names = testNames(judged);
  if (names.length === 0) return '';
  const rows = judged.map((submission) => {
    const results = new Map(submission.tests.map((test) => [test.name, test]));
    const cells = names.map((name) => `<td>${cell(name, results.get(name))}</td>`).join('');
    return `<tr><td class="name">${escapeHtml(shortPath(submission.path))}</td>${cells}</tr>`;
  });
  return `<h3>Verdict of every test</h3><div class="scroll"><table class="matrix"><tr><th class="name"></th>${groupHeadings(names)}</tr>${rows.join('\n')}</table></div>${legend(judged)}`;
}

/** As in the submission that was judged furthest; the others have the beginning of the same. */
function testNames(submissions: readonly SubmissionReport[]): string[] {
  const longest = submissions.reduce<SubmissionReport['tests']>((most, { tests }) => (tests.length > most.length ? tests : most), []);
  const known = new Set(longest.map(({ name }) => name));
  const others = submissions.flatMap(({ tests }) => tests.map(({ name }) => name)).filter((name) => !known.has(name));
  return [...known, ...new Set(others)];
}

function groupHeadings(names: readonly string[]): string {
  const groups: { name: string; tests: number }[] = [];
  for (const name of names) {
    const group = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    const last = groups.at(-1);
    if (last?.name === group) last.tests += 1;
    else groups.push({ name: group, tests: 1 });
  }
  const heading = ({ name, tests }: { name: string; tests: number }) =>
    `<th class="group" colspan="${tests}" title="${escapeHtml(name)}">${escapeHtml(name.replace(/^.*\//, ''))}</th>`;
  return groups.map(heading).join('');
}

function cell(name: string, result: SubmissionReport['tests'][number] | undefined): string {
  if (!result) return `<span class="cell" title="${escapeHtml(name)}: not run"></span>`;
  const [code, letter] = CODES[result.verdict];
  return `<span class="cell ${code}" title="${escapeHtml(`${name}: ${result.verdict}, ${seconds(result.timeMs)}`)}">${letter}</span>`;
}

function legend(submissions: readonly SubmissionReport[]): string {
  const found = new Set(submissions.flatMap(({ tests }) => tests.map(({ verdict }) => verdict)));
  const parts = Object.entries(CODES).flatMap(([verdict, [code, letter]]) =>
    found.has(verdict as Verdict) ? [`<span><b class="cell ${code}">${letter}</b>${verdict}</span>`] : [],
  );
  return `<div class="legend">${parts.join('')}</div>`;
}
