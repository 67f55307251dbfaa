import type { Verdict } from '@codearena/contracts';
import { VERDICTS, type ScoreRange, type TestVerdict } from './expectations.ts';
import { matchesGlob } from './glob.ts';
import type { Requirement } from './rules.ts';
import type { JurySubmission } from './submissions.ts';

/** What a submission got. Tests that were not judged are not listed. */
export type SubmissionResult = {
  verdict: Verdict;
  score: number | null;
  tests: readonly { name: string; verdict: Verdict; message?: string | null }[];
  groups: readonly { name: string; score: number | null }[];
};

const SCORE_PRECISION = 1e-6;

/** What a submission of the jury should have got and did not, in words; empty when everything is as expected. */
export function unmetRequirements(submission: JurySubmission, result: SubmissionResult): string[] {
  const { expected, requirements, expectedScore } = submission;
  const byWhole = requirements.length === 0 || result.tests.length === 0;
  return [
    ...(byWhole && expected !== null && !expected.includes(result.verdict) ? [`got ${result.verdict}, expected ${expected.join(' or ')}`] : []),
    ...(byWhole ? [] : requirements.flatMap((requirement) => unmet(requirement, result))),
    ...(expectedScore ? unmetScore('score', expectedScore, result.score) : []),
  ];
}

function unmet(requirement: Requirement, result: SubmissionResult): string[] {
  const { tests: pattern, permitted, required, score, message } = requirement;
  const tests = result.tests.filter((test) => pattern === null || matchesGlob(pattern, test.name));
  const where = pattern === null ? '' : `${pattern}: `;
  const forbidden = permitted ? tests.find((test) => !permitted.some((verdict) => means(verdict, test.verdict))) : undefined;
  const found = required?.some((verdict) => tests.some((test) => means(verdict, test.verdict))) ?? true;
  return [
    ...(forbidden ? [`${forbidden.name} got ${forbidden.verdict}, permitted ${permitted?.join(', ') ?? ''}`] : []),
    ...(found ? [] : [`${where}no test got ${required?.join(' or ') ?? ''}`]),
    ...(message !== null && !tests.some((test) => test.message?.includes(message)) ? [`${where}no message contains "${message}"`] : []),
    ...(score && pattern !== null ? unmetGroupScores(pattern, score, result.groups) : []),
  ];
}

/** Of every group that the pattern names itself. */
function unmetGroupScores(pattern: string, score: ScoreRange, groups: SubmissionResult['groups']): string[] {
  const depth = (name: string) => name.split('/').length;
  const named = groups.filter(({ name }) => depth(name) === depth(pattern) && matchesGlob(pattern, name));
  if (named.length === 0) return unmetScore(`${pattern}: score`, score, null);
  return named.flatMap((group) => unmetScore(`${group.name}: score`, score, group.score));
}

/** A test with points of its own counts as accepted. */
function means(verdict: TestVerdict, actual: Verdict): boolean {
  return VERDICTS[verdict].includes(actual === 'Partially Accepted' ? 'Accepted' : actual);
}

function unmetScore(label: string, { least, most }: { least: number; most: number }, actual: number | null): string[] {
  if (actual !== null && actual >= least - SCORE_PRECISION && actual <= most + SCORE_PRECISION) return [];
  return [`${label} is ${actual ?? 'missing'}, expected ${least === most ? least : `${least} to ${most}`}`];
}
