import type { Verdict } from '@codearena/contracts';
import { readSource } from '../package-files.ts';
import { VERDICTS } from '../submissions/expectations.ts';
import type { JurySubmission } from '../submissions/submissions.ts';
import type { PolygonReader } from './polygon-programs.ts';
import { languageOfType } from './polygon-languages.ts';
import { child, children } from './xml.ts';

const { AC, WA, TLE, RTE } = VERDICTS;
const MLE: readonly Verdict[] = ['Memory Limit Exceeded', 'Runtime Error'];

/** Polygon's tags; null: not to be judged. */
const TAGS: Readonly<Record<string, readonly Verdict[] | null>> = {
  main: AC,
  accepted: AC,
  rejected: [...WA, ...TLE, ...RTE],
  'wrong-answer': WA,
  'presentation-error': WA,
  'time-limit-exceeded': TLE,
  'time-limit-exceeded-or-accepted': [...AC, ...TLE],
  'time-limit-exceeded-or-memory-limit-exceeded': [...TLE, ...MLE],
  'memory-limit-exceeded': MLE,
  failed: RTE,
  'do-not-run': null,
};

/** With points, what is rejected may still earn some. */
const WITH_POINTS: readonly Verdict[] = ['Partially Accepted'];

export async function readSolutions(reader: PolygonReader, scoring: boolean): Promise<JurySubmission[]> {
  const submissions: JurySubmission[] = [];
  for (const solution of children(reader.problem, 'assets', 'solutions', 'solution')) {
    const source = child(solution, 'source');
    const path = source?.attributes['path'] ?? '';
    const tag = solution.attributes['tag'] ?? '';
    const file = reader.files.find(path);
    if (!file) {
      reader.warnings.push(`problem.xml:${solution.line}: the solution "${path}" is not in the package`);
      continue;
    }
    const verdicts = TAGS[tag];
    if (verdicts === null) continue;
    if (verdicts === undefined) reader.warnings.push(`problem.xml:${solution.line}: "${tag}" is not a known tag of a solution; any verdict is taken`);
    const rejects = verdicts && !verdicts.includes('Accepted');
    submissions.push({
      path,
      languageHint: languageOfType(source?.attributes['type'] ?? '', path),
      files: [{ path: path.slice(path.lastIndexOf('/') + 1), text: await readSource(file) }],
      entryPoint: null,
      expected: verdicts && scoring && rejects ? [...verdicts, ...WITH_POINTS] : (verdicts ?? null),
      requirements: [],
      expectedScore: null,
      timeLimit: null,
    });
  }
  return submissions;
}
