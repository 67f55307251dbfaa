import { z } from 'zod';
import { splitFlags } from './arguments.ts';
import { formatVersion, isLegacy, type FormatVersion } from './format-version.ts';
import { PackageError } from './package-error.ts';
import { problemKind, type DeclaredKind } from './problem-kind.ts';
import { fitYaml, keysOf, yamlBoolean, type YamlFile } from './yaml-file.ts';

/** What `problem.yaml` says, in one vocabulary for all versions of the format. */
export type ProblemSettings = {
  version: FormatVersion;
  /** Whether an unknown key is an error, as since 2025-09, or only told. */
  strict: boolean;
  /** By language of the statement; the key is empty where the language is not said. */
  names: ReadonlyMap<string, string>;
  kind: DeclaredKind;
  validatorArguments: string[];
  limits: Limits;
  keywords: string[];
  /** Codes of the format; null allows all. */
  languages: string[] | null;
  constants: ReadonlyMap<string, string>;
  /** The root group's settings, which very old packages have here. */
  grading: Grading;
  license: string | null;
  rightsOwner: boolean;
  uuid: boolean;
  /** Whether programs may write beside the files of a test. */
  fileWriting: boolean;
};

export type Limits = z.infer<typeof limitsSchema>;
export type Grading = z.infer<typeof gradingSchema>;

const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*\d*\.?\d+\s*$/, 'is not a number')
    .transform(Number),
]);
const positive = number.refine((value) => value > 0, 'must be greater than 0');
const factor = number.refine((value) => value >= 1, 'must be at least 1');
const words = z
  .string()
  .nullish()
  .transform((text) => (text ?? '').split(/\s+/).filter(Boolean));
const flags = z
  .string()
  .nullish()
  .transform((text) => splitFlags(text ?? ''));
const list = z.array(z.coerce.string());
const textOrWords = z.union([words, list, z.number().transform((value) => [String(value)])]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const constantName = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'is not a valid name of a constant');

const limitsSchema = z.looseObject({
  time_limit: positive.nullish(),
  time_multiplier: positive.nullish(),
  time_safety_margin: positive.nullish(),
  time_multipliers: z.looseObject({ ac_to_time_limit: factor.nullish(), time_limit_to_tle: factor.nullish() }).nullish(),
  time_resolution: positive.nullish(),
  memory: positive.nullish(),
  output: positive.nullish(),
  code: positive.nullish(),
  compilation_time: positive.nullish(),
  compilation_memory: positive.nullish(),
  validation_time: positive.nullish(),
  validation_memory: positive.nullish(),
  validation_output: positive.nullish(),
  validation_passes: number.refine((value) => Number.isInteger(value) && value >= 2, 'must be a whole number of at least 2').nullish(),
});
const LIMIT_KEYS = new Set(Object.keys(limitsSchema.shape));

const gradingSchema = z.looseObject({
  objective: z.enum(['min', 'max']).nullish(),
  show_test_data_groups: yamlBoolean.nullish(),
  on_reject: z.string().nullish(),
  accept_score: number.nullish(),
  reject_score: number.nullish(),
  range: z.string().nullish(),
});

const settingsSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string()).min(1)]).nullish(),
  name: z.union([scalar, z.record(z.string(), scalar)]).nullish(),
  validation: z.union([words, list]),
  validator_flags: z.union([flags, list, z.number().transform((value) => [String(value)])]),
  limits: limitsSchema.nullish(),
  grading: gradingSchema.nullish(),
  keywords: textOrWords,
  languages: textOrWords,
  license: scalar.nullish(),
  rights_owner: z.unknown().optional(),
  credits: z.unknown().optional(),
  source: z.unknown().optional(),
  author: z.unknown().optional(),
  uuid: z.unknown().optional(),
  allow_file_writing: yamlBoolean.nullish(),
  constants: z.record(constantName, z.union([scalar, z.record(constantName, scalar)])).nullish(),
});
type RawSettings = z.infer<typeof settingsSchema>;

const COMMON_KEYS = ['problem_format_version', 'type', 'name', 'uuid', 'source', 'license', 'rights_owner', 'limits', 'keywords'];
const LEGACY_KEYS = [...COMMON_KEYS, 'author', 'source_url', 'validation', 'validator_flags', 'grading', 'languages', 'libraries'];
const MODERN_KEYS = [...COMMON_KEYS, 'version', 'credits', 'embargo_until', 'languages', 'allow_file_writing', 'constants'];
const KNOWN_KEYS: Record<FormatVersion, ReadonlySet<string>> = {
  legacy: new Set(LEGACY_KEYS),
  'legacy-icpc': new Set(LEGACY_KEYS),
  // A draft for two years: packages of that time mix both vocabularies.
  '2023-07': new Set([...LEGACY_KEYS, ...MODERN_KEYS]),
  '2025-09': new Set(MODERN_KEYS),
};

export function readSettings(file: YamlFile, warnings: string[]): ProblemSettings {
  const { version, draft } = formatVersion(file);
  const strict = version === '2025-09' && !draft;
  const raw = fitYaml(file, settingsSchema);
  reportUnknownKeys(file, version, strict, warnings);
  return {
    version,
    strict,
    names: namesOf(file, version, raw),
    kind: kindOf(file, raw),
    validatorArguments: raw.validator_flags,
    limits: raw.limits ?? {},
    keywords: raw.keywords,
    languages: raw.languages.length === 0 || raw.languages.includes('all') ? null : raw.languages,
    constants: constantsOf(file, raw),
    grading: raw.grading ?? {},
    license: raw.license === null || raw.license === undefined ? null : String(raw.license),
    rightsOwner: [raw.rights_owner, raw.credits, raw.source, raw.author].some((value) => value !== undefined && value !== null && value !== ''),
    uuid: raw.uuid !== undefined && raw.uuid !== null,
    fileWriting: raw.allow_file_writing ?? false,
  };
}

function kindOf(file: YamlFile, raw: RawSettings): DeclaredKind {
  const passes = raw.limits?.validation_passes ?? undefined;
  return problemKind(file, { type: raw.type, validation: raw.validation, objective: raw.grading?.objective ?? 'max', passes });
}

/** A constant may have several forms, as `{{name.form}}`, of which `value` is `{{name}}` too. */
function constantsOf(file: YamlFile, { constants }: RawSettings): Map<string, string> {
  const text = (keys: string[], value: z.infer<typeof scalar>) => file.numberText(['constants', ...keys]) ?? String(value);
  const entries = Object.entries(constants ?? {}).flatMap(([name, value]): [string, string][] => {
    if (typeof value !== 'object') return [[name, text([name], value)]];
    const forms = Object.entries(value).map(([form, own]): [string, string] => [`${name}.${form}`, text([name, form], own)]);
    return value['value'] === undefined ? forms : [[name, text([name, 'value'], value['value'])], ...forms];
  });
  return new Map(entries);
}

/** The format calls an unknown key an error; older packages are full of them, so there it is only told. */
function reportUnknownKeys(file: YamlFile, version: FormatVersion, strict: boolean, warnings: string[]): void {
  const top = keysOf(file.value).filter((key) => !KNOWN_KEYS[version].has(key));
  const limits = keysOf(file.value, 'limits').filter((key) => !LIMIT_KEYS.has(key));
  for (const path of [...top.map((key) => [key]), ...limits.map((key) => ['limits', key])]) {
    const error = new PackageError(file.path, `${path.join('.')}: is not a key of format version ${version}`, file.lineOf(path));
    if (strict) throw error;
    warnings.push(error.message);
  }
}

function namesOf(file: YamlFile, version: FormatVersion, raw: RawSettings): Map<string, string> {
  if (raw.name === undefined || raw.name === null) {
    if (!isLegacy(version)) throw new PackageError(file.path, 'name: is required');
    return new Map();
  }
  if (typeof raw.name !== 'object') return new Map([['', String(raw.name)]]);
  return new Map(Object.entries(raw.name).map(([language, name]) => [language, String(name)]));
}
