import { ANSWER_LANGUAGE, type Verdict } from '@codearena/contracts';
import { isLegacy, type FormatVersion } from '../format-version.ts';
import { languageOfCode } from '../package-languages.ts';
import type { PackageFiles } from '../package-files.ts';
import { readPrograms, type PackageProgram } from '../programs.ts';
import { annotatedScore, annotatedVerdicts, DIRECTORY_EXPECTATIONS, DIRECTORY_VERDICTS, expectedVerdicts, type ScoreRange } from './expectations.ts';
import { matchesGlob } from './glob.ts';
import { checkRules } from './rule-checks.ts';
import { readSubmissionDetails, type SubmissionDetails } from './submission-details.ts';
import { completeRequirement, readRules, type RawRequirement, type Requirement, type Rule } from './rules.ts';

/** A solution of the jury with what it must get. */
export type JurySubmission = {
  /** Relative to the package, e.g. "submissions/accepted/sum.cpp". */
  path: string;
  /** `answer`: it is no program, but the answers to the tests of a submit-answer problem. */
  languageHint: string | null;
  files: { path: string; text: string }[];
  /** The file or class to start with, where the package says it. */
  entryPoint: string | null;
  /** Verdicts that the whole submission may get; null where the package does not say. */
  expected: readonly Verdict[] | null;
  /** What must hold test by test; empty where only the whole counts. */
  requirements: readonly Requirement[];
  expectedScore: ScoreRange | null;
  /** Which bound of an inferred time limit its slowest test gives. */
  timeLimit: 'lower' | 'upper' | null;
};

/** `best`: whether there is a best score, which a submission then has or has not; without points there is none. */
export type SubmissionReader = {
  version: FormatVersion;
  points: { best: boolean } | null;
  /** Whether submissions are answers; the jury may give programs that print them all the same. */
  answers: boolean;
  files: PackageFiles;
  constants: ReadonlyMap<string, string>;
  /** Names below `data`. */
  tests: readonly string[];
  groups: readonly string[];
  warnings: string[];
};

const DESCRIPTIONS = /^(submissions|expectations)\.ya?ml$|^README/i;

export async function readSubmissions(reader: SubmissionReader): Promise<JurySubmission[]> {
  const { files, warnings } = reader;
  const rules = await readRules(files, warnings);
  const details = await readSubmissionDetails(files);
  const submissions: JurySubmission[] = [];
  for (const directory of files.names('submissions')) {
    if (!files.isDirectory(`submissions/${directory}`)) {
      if (!DESCRIPTIONS.test(directory)) warnings.push(`submissions/${directory}: is not in a directory that says what is expected, and is left out`);
      continue;
    }
    for (const program of await readPrograms(files, `submissions/${directory}`, reader.constants)) {
      const submission = toSubmission(reader, program, directory, { rules, details: details.get(program.path) });
      if (submission) submissions.push(submission);
    }
  }
  warnings.push(...checkRules(rules, { submissions, tests: reader.tests, groups: reader.groups }));
  if (!submissions.some((submission) => submission.expected?.includes('Accepted'))) warnings.push('submissions: there is no submission that must be accepted');
  return submissions;
}

type Descriptions = { rules: readonly Rule[]; details: SubmissionDetails | undefined };

function toSubmission(reader: SubmissionReader, program: PackageProgram, directory: string, { rules, details }: Descriptions): JurySubmission | null {
  const matching = rules.filter((rule) => matchesGlob(rule.pattern, program.path.slice('submissions/'.length)));
  const code = matching.findLast((rule) => rule.language !== undefined)?.language ?? details?.langid ?? undefined;
  const languageHint = code === undefined ? (program.language ?? (reader.answers ? ANSWER_LANGUAGE : null)) : languageOfCode(code);
  if (languageHint === null) {
    reader.warnings.push(`${program.path}: its language cannot be told from its file endings; left out`);
    return null;
  }
  const files = program.files.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
  for (const { file, text } of program.files) if (text === null) reader.warnings.push(`${file.path}: is too large for a source and is left out`);
  const entryPoint = matching.findLast((rule) => rule.entryPoint !== undefined)?.entryPoint ?? details?.entry_point ?? null;
  return { path: program.path, languageHint, files, entryPoint, ...expectationsOf(reader, program, directory, matching) };
}

type Expectations = Pick<JurySubmission, 'expected' | 'requirements' | 'expectedScore' | 'timeLimit'>;

function expectationsOf(reader: SubmissionReader, program: PackageProgram, directory: string, rules: readonly Rule[]): Expectations {
  const annotated = annotatedVerdicts(program, (problem) => reader.warnings.push(`${program.path}: ${problem}`));
  const expectedScore = annotatedScore(program);
  const whole = verdictsOf(directory, reader.points);
  if (annotated !== undefined) return { expected: annotated, requirements: [], expectedScore, timeLimit: null };
  if (rules.length === 0 && (isLegacy(reader.version) || !DIRECTORY_EXPECTATIONS[directory])) {
    if (whole === null) reader.warnings.push(`${program.path}: neither "${directory}" nor the source says which verdict is expected`);
    return { expected: whole, requirements: [], expectedScore, timeLimit: legacyBound(directory) };
  }
  const raw = rawRequirements(directory, rules);
  const requirements = raw.map(completeRequirement).filter(asksForSomething);
  const ofAll = raw.filter(({ tests }) => tests === null);
  const says = ofAll.some(({ permitted, required }) => permitted ?? required);
  return {
    expected: says ? expectedVerdicts(ofAll) : whole,
    requirements,
    expectedScore: expectedScore ?? ofAll.find(({ score }) => score)?.score ?? null,
    timeLimit: boundOf(requirements),
  };
}

/** With points, what is accepted need not have all of them; and without a best score nothing is only partly accepted. */
function verdictsOf(directory: string, points: SubmissionReader['points']): readonly Verdict[] | null {
  const either = points && (directory === 'accepted' || (directory === 'partially_accepted' && !points.best));
  return either ? ['Accepted', 'Partially Accepted'] : (DIRECTORY_VERDICTS[directory] ?? null);
}

/** A rule for the directory's own name takes the place of its default, key by key; every other rule is added to it. */
function rawRequirements(directory: string, rules: readonly Rule[]): RawRequirement[] {
  const own = rules.find((rule) => rule.pattern.replace(/\/$/, '') === directory);
  const [ofDirectory, ...ofItsTests] = own?.requirements ?? [];
  const others = rules.filter((rule) => rule !== own).flatMap((rule) => rule.requirements);
  const base: RawRequirement = { place: '', tests: null, ...DIRECTORY_EXPECTATIONS[directory], ...ofDirectory };
  // Brute force may be slow or not, so by default it says nothing about the limit.
  if (directory === 'brute_force') base.useForTimeLimit ??= false;
  return [base, ...ofItsTests, ...others];
}

function asksForSomething({ permitted, required, score, message, timeLimit }: Requirement): boolean {
  return [permitted, required, score, message, timeLimit].some((value) => value !== null);
}

function boundOf(requirements: readonly Requirement[]): 'lower' | 'upper' | null {
  const ofAll = requirements.filter(({ tests }) => tests === null);
  return ofAll.find(({ timeLimit }) => timeLimit !== null)?.timeLimit ?? null;
}

/** Before 2023-07 only accepted submissions set the limit, and only those that must be too slow check it. */
function legacyBound(directory: string): 'lower' | 'upper' | null {
  if (directory === 'accepted') return 'lower';
  return directory === 'time_limit_exceeded' ? 'upper' : null;
}
