import { matchesGlob } from './glob.ts';
import type { Requirement, Rule } from './rules.ts';
import type { JurySubmission } from './submissions.ts';

/** What a package has, by which its rules can be checked: `tests` and `groups` are names below `data`. */
export type RuleScope = { submissions: readonly JurySubmission[]; tests: readonly string[]; groups: readonly string[] };

/** What is in `submissions.yaml` and can have no effect, or contradicts itself; each with its line. */
export function checkRules(rules: readonly Rule[], scope: RuleScope): string[] {
  return [...rules.flatMap((rule) => unmatched(rule, scope)), ...scope.submissions.flatMap(contradictions)];
}

function unmatched({ place, pattern, requirements }: Rule, { submissions, tests, groups }: RuleScope): string[] {
  const names = submissions.map(({ path }) => path.slice('submissions/'.length));
  if (!names.some((name) => matchesGlob(pattern, name))) return [`${place}: "${pattern}" matches no submission`];
  return requirements.flatMap((requirement) => {
    const known = requirement.tests === null || [...tests, ...groups].some((name) => matchesGlob(requirement.tests ?? '', name));
    return known ? [] : [`${requirement.place}: "${requirement.tests}" matches no test and no group`];
  });
}

/** Of what must hold for all tests: nothing that all of it permits, or nothing permitted that is required. */
function contradictions({ path, requirements }: JurySubmission): string[] {
  const ofAll = requirements.filter(({ tests }) => tests === null);
  const permits = (verdict: string) => ofAll.every(({ permitted }) => permitted === null || permitted.some((one) => one === verdict));
  const possible = ['AC', 'WA', 'TLE', 'RTE'].filter(permits);
  if (possible.length === 0) return [`${path}: no verdict is permitted by all that is asked of it`];
  const unreachable = ofAll.find((requirement) => !isReachable(requirement, possible));
  return unreachable ? [`${path}: ${(unreachable.required ?? []).join(' or ')} is required of it and not permitted`] : [];
}

function isReachable({ required }: Requirement, possible: readonly string[]): boolean {
  return required === null || required.some((verdict) => possible.includes(verdict));
}
