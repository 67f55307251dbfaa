import { z } from 'zod';
import type { Verdict } from '@codearena/contracts';
import { annotatedVerdicts, DIRECTORY_REQUIREMENTS, expectedVerdicts, type Requirement } from './expectations.ts';
import { matchesGlob } from './glob.ts';
import { PackageError } from './package-error.ts';
import { languageOfCode } from './package-languages.ts';
import type { PackageFiles } from './package-files.ts';
import { readPrograms, type PackageProgram } from './programs.ts';
import { fitYaml, readYaml } from './yaml-file.ts';

/** A solution of the jury with the verdicts that it must get; null where the package does not say. */
export type JurySubmission = {
  /** Relative to the package, e.g. "submissions/accepted/sum.cpp". */
  path: string;
  languageHint: string | null;
  files: { path: string; text: string }[];
  expected: readonly Verdict[] | null;
};

const testVerdicts = z.array(z.enum(['AC', 'WA', 'TLE', 'RTE']));
const entrySchema = z.looseObject({
  language: z.string().optional(),
  permitted: testVerdicts.optional(),
  required: testVerdicts.optional(),
  entrypoint: z.string().optional(),
  message: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;
type Rule = { pattern: string; entry: Entry };

const KNOWN_KEYS = new Set(['language', 'permitted', 'required', 'authors', 'author', 'model_solution', 'use_for_time_limit']);

export async function readSubmissions(files: PackageFiles, constants: ReadonlyMap<string, string>, warnings: string[]): Promise<JurySubmission[]> {
  const rules = await readRules(files, warnings);
  const submissions: JurySubmission[] = [];
  for (const directory of files.names('submissions')) {
    if (!files.isDirectory(`submissions/${directory}`)) {
      if (directory !== 'submissions.yaml') warnings.push(`submissions/${directory}: is not in a directory that says what is expected, and is left out`);
      continue;
    }
    for (const program of await readPrograms(files, `submissions/${directory}`, constants)) {
      const submission = toSubmission(program, directory, rules, warnings);
      if (submission) submissions.push(submission);
    }
  }
  if (!submissions.some((submission) => submission.expected?.includes('Accepted'))) warnings.push('submissions: there is no submission that must be accepted');
  return submissions;
}

function toSubmission(program: PackageProgram, directory: string, rules: readonly Rule[], warnings: string[]): JurySubmission | null {
  const matching = rules.filter((rule) => matchesGlob(rule.pattern, program.path.slice('submissions/'.length)));
  const code = matching.findLast((rule) => rule.entry.language !== undefined)?.entry.language;
  const languageHint = code === undefined ? program.language : languageOfCode(code);
  if (languageHint === null) {
    warnings.push(`${program.path}: its language cannot be told from its file endings; left out`);
    return null;
  }
  const expected = annotatedVerdicts(program) ?? requiredVerdicts(directory, matching);
  if (expected === null) warnings.push(`${program.path}: neither "${directory}" nor the source says which verdict is expected`);
  return { path: program.path, languageHint, files: program.files, expected };
}

/** A rule for the directory's own name takes the place of its default, key by key; every other rule is added to it. */
function requiredVerdicts(directory: string, rules: readonly Rule[]): Verdict[] | null {
  const own = rules.find((rule) => rule.pattern === directory)?.entry;
  const base = DIRECTORY_REQUIREMENTS[directory];
  const others = rules.filter((rule) => rule.pattern !== directory).map((rule) => rule.entry);
  const requirements: Requirement[] = [...(base || own ? [{ ...base, ...requirementOf(own) }] : []), ...others.map(requirementOf)];
  return requirements.some((requirement) => requirement.permitted ?? requirement.required) ? expectedVerdicts(requirements) : null;
}

function requirementOf(entry: Entry | undefined): Requirement {
  return { ...(entry?.permitted && { permitted: entry.permitted }), ...(entry?.required && { required: entry.required }) };
}

async function readRules(files: PackageFiles, warnings: string[]): Promise<Rule[]> {
  const file = files.find('submissions/submissions.yaml');
  if (!file) return [];
  const yaml = await readYaml(file);
  const entries = fitYaml(yaml, z.record(z.string(), entrySchema.nullable()));
  return Object.entries(entries).map(([pattern, entry]) => {
    if (/\*\*|[[\]?]/.test(pattern)) throw new PackageError(yaml.path, `"${pattern}" uses a wildcard other than * and {a,b}`, yaml.lineOf([pattern]));
    for (const key of Object.keys(entry ?? {})) {
      if (!KNOWN_KEYS.has(key)) warnings.push(`${yaml.path}:${yaml.lineOf([pattern, key]) ?? 1}: "${key}" is not checked yet`);
    }
    return { pattern, entry: entry ?? {} };
  });
}
