import { z } from 'zod';
import { PackageError } from '../package-error.ts';
import type { PackageFiles } from '../package-files.ts';
import { fitYaml, keysOf, readYaml, type YamlFile } from '../yaml-file.ts';
import type { Expectation, ScoreRange, TestVerdict } from './expectations.ts';

/** What must hold for some of a submission's tests; `tests` is a pattern of test and group names, null for all. */
export type Requirement = {
  tests: string | null;
  permitted: readonly TestVerdict[] | null;
  required: readonly TestVerdict[] | null;
  score: ScoreRange | null;
  /** Must be part of what the validator tells the judges about at least one test. */
  message: string | null;
  /** Which bound of the time limit the slowest of these tests gives. */
  timeLimit: 'lower' | 'upper' | null;
};

/** One entry of `submissions.yaml`. */
export type Rule = {
  /** File and line. */
  place: string;
  pattern: string;
  language: string | undefined;
  entryPoint: string | undefined;
  requirements: RawRequirement[];
};

/** As written: what is undefined may be given by the directory. */
export type RawRequirement = Expectation & {
  /** File and line; empty for a directory's default. */
  place: string;
  tests: string | null;
  score?: ScoreRange;
  message?: string;
  useForTimeLimit?: boolean | 'lower' | 'upper';
};

const verdicts = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.enum(['AC', 'WA', 'TLE', 'RTE'])));
const score = z.union([
  z.number().transform((value): ScoreRange => ({ least: value, most: value })),
  z.tuple([z.number(), z.number()]).transform(([least, most]): ScoreRange => ({ least, most })),
]);
const REQUIREMENT = {
  permitted: verdicts.optional(),
  required: verdicts.optional(),
  score: score.optional(),
  message: z.string().optional(),
  use_for_time_limit: z.union([z.boolean(), z.enum(['lower', 'upper'])]).optional(),
};
const requirementSchema = z.looseObject(REQUIREMENT).nullable();
const entrySchema = z.looseObject({
  ...REQUIREMENT,
  language: z.string().optional(),
  entrypoint: z.string().optional(),
  model_solution: z.boolean().optional(),
});

const OWN_KEYS = ['language', 'entrypoint', 'authors', 'author', 'model_solution', ...Object.keys(REQUIREMENT)];
const TESTS = /^(sample|secret|\{|\*)/;

export async function readRules(files: PackageFiles, warnings: string[]): Promise<Rule[]> {
  const file = files.find('submissions/submissions.yaml');
  if (!file) return [];
  const yaml = await readYaml(file, warnings);
  const entries = fitYaml(yaml, z.record(z.string(), entrySchema.nullable()));
  return Object.entries(entries).map(([pattern, entry]) => {
    checkPattern(yaml, pattern, [pattern]);
    const tests = keysOf(yaml.value, pattern).filter((key) => !OWN_KEYS.includes(key));
    const place = placeOf(yaml, [pattern]);
    return {
      place,
      pattern,
      language: entry?.language,
      entryPoint: entry?.entrypoint,
      requirements: [toRequirement(place, null, entry ?? {}), ...tests.flatMap((key) => requirementOf(yaml, pattern, key, entry?.[key], warnings))],
    };
  });
}

function placeOf(yaml: YamlFile, keys: string[]): string {
  const line = yaml.lineOf(keys);
  return line === undefined ? yaml.path : `${yaml.path}:${line}`;
}

function checkPattern(yaml: YamlFile, pattern: string, keys: string[]): void {
  if (/\*\*|[[\]?]/.test(pattern)) throw new PackageError(yaml.path, `"${pattern}" uses a wildcard other than * and {a,b}`, yaml.lineOf(keys));
}

function requirementOf(yaml: YamlFile, pattern: string, tests: string, value: unknown, warnings: string[]): RawRequirement[] {
  const place = placeOf(yaml, [pattern, tests]);
  if (!TESTS.test(tests)) {
    warnings.push(`${place}: "${tests}" is neither a key of the format nor a pattern of tests`);
    return [];
  }
  checkPattern(yaml, tests, [pattern, tests]);
  const raw = fitYaml({ path: yaml.path, value, lineOf: (keys) => yaml.lineOf([pattern, tests, ...keys]), numberText: () => undefined }, requirementSchema);
  for (const key of keysOf(value).filter((name) => !(name in REQUIREMENT)))
    warnings.push(`${placeOf(yaml, [pattern, tests, key])}: "${key}" is not a key of the format`);
  return [toRequirement(place, tests, raw ?? {})];
}

function toRequirement(place: string, tests: string | null, raw: NonNullable<z.infer<typeof requirementSchema>>): RawRequirement {
  return {
    place,
    tests,
    ...(raw.permitted && { permitted: raw.permitted }),
    ...(raw.required && { required: raw.required }),
    ...(raw.score && { score: raw.score }),
    ...(raw.message && { message: raw.message }),
    ...(raw.use_for_time_limit !== undefined && { useForTimeLimit: raw.use_for_time_limit }),
  };
}

/** What is not given asks for nothing. */
export function completeRequirement({ tests, permitted, required, score: range, message, useForTimeLimit }: RawRequirement): Requirement {
  const forced = useForTimeLimit === 'lower' ? 'lower' : useForTimeLimit === 'upper' ? 'upper' : null;
  return {
    tests,
    permitted: forced === 'lower' ? (permitted ?? ['AC', 'WA', 'RTE']) : (permitted ?? null),
    required: forced === 'upper' ? (required ?? ['TLE']) : (required ?? null),
    score: range ?? null,
    message: message ?? null,
    timeLimit: useForTimeLimit === false ? null : (forced ?? boundOf(permitted, required)),
  };
}

/** What must be too slow bounds the limit from above, what must never be from below. */
function boundOf(permitted: Expectation['permitted'], required: Expectation['required']): 'lower' | 'upper' | null {
  if (required?.length === 1 && required[0] === 'TLE') return 'upper';
  return permitted && !permitted.includes('TLE') ? 'lower' : null;
}
