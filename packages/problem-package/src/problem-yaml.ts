import { z } from 'zod';
import { formatVersion, isLegacy, type FormatVersion } from './format-version.ts';
import { PackageError, UnsupportedFeature } from './package-error.ts';
import { fitYaml, keysOf, type YamlFile } from './yaml-file.ts';

/** What `problem.yaml` says, in one vocabulary for all versions of the format. */
export type ProblemSettings = {
  version: FormatVersion;
  /** By language of the statement; the key is empty where the language is not said. */
  names: ReadonlyMap<string, string>;
  validatorArguments: string[];
  limits: Limits;
  keywords: string[];
  /** Codes of the format; null allows all. */
  languages: string[] | null;
  constants: ReadonlyMap<string, string>;
};

export type Limits = z.infer<typeof limitsSchema>;

const positive = z.number().positive('must be greater than 0');
const words = z
  .string()
  .nullish()
  .transform((text) => (text ?? '').split(/\s+/).filter(Boolean));
const textOrWords = z.union([words, z.array(z.coerce.string())]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const limitsSchema = z.looseObject({
  time_limit: positive.optional(),
  memory: positive.optional(),
  output: positive.optional(),
  code: positive.optional(),
});
const OTHER_LIMITS =
  'time_multiplier time_safety_margin time_multipliers time_resolution compilation_time compilation_memory validation_time validation_memory validation_output validation_passes';
const LIMIT_KEYS = new Set([...Object.keys(limitsSchema.shape), ...OTHER_LIMITS.split(' ')]);

const settingsSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string()).min(1)]).nullish(),
  name: z.union([scalar, z.record(z.string(), scalar)]).nullish(),
  validation: z.string().nullish(),
  validator_flags: textOrWords,
  limits: limitsSchema.nullish(),
  keywords: textOrWords,
  languages: textOrWords,
  constants: z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'is not a valid name of a constant'), z.union([z.string(), z.number()])).nullish(),
});
type RawSettings = z.infer<typeof settingsSchema>;

const COMMON_KEYS = ['problem_format_version', 'type', 'name', 'uuid', 'source', 'license', 'rights_owner', 'limits', 'keywords'];
const LEGACY_KEYS = [...COMMON_KEYS, 'author', 'source_url', 'validation', 'validator_flags', 'grading', 'languages'];
const MODERN_KEYS = [...COMMON_KEYS, 'version', 'credits', 'embargo_until', 'languages', 'allow_file_writing', 'constants'];
const KNOWN_KEYS: Record<FormatVersion, ReadonlySet<string>> = {
  legacy: new Set(LEGACY_KEYS),
  'legacy-icpc': new Set(LEGACY_KEYS),
  // A draft for two years: packages of that time mix both vocabularies.
  '2023-07': new Set([...LEGACY_KEYS, ...MODERN_KEYS]),
  '2025-09': new Set(MODERN_KEYS),
};

export function readSettings(file: YamlFile, warnings: string[]): ProblemSettings {
  const version = formatVersion(file);
  const raw = fitYaml(file, settingsSchema);
  reportUnknownKeys(file, version, warnings);
  refuseUnsupported(file, raw);
  return {
    version,
    names: namesOf(file, version, raw),
    validatorArguments: raw.validator_flags,
    limits: raw.limits ?? {},
    keywords: raw.keywords,
    languages: raw.languages.length === 0 || raw.languages.includes('all') ? null : raw.languages,
    constants: new Map(Object.entries(raw.constants ?? {}).map(([name, value]) => [name, String(value)])),
  };
}

/** The format calls an unknown key an error; older packages are full of them, so there it is only told. */
function reportUnknownKeys(file: YamlFile, version: FormatVersion, warnings: string[]): void {
  const top = keysOf(file.value).filter((key) => !KNOWN_KEYS[version].has(key));
  const limits = keysOf(file.value, 'limits').filter((key) => !LIMIT_KEYS.has(key));
  for (const path of [...top.map((key) => [key]), ...limits.map((key) => ['limits', key])]) {
    const error = new PackageError(file.path, `${path.join('.')}: is not a key of format version ${version}`, file.lineOf(path));
    if (version === '2025-09') throw error;
    warnings.push(error.message);
  }
}

function refuseUnsupported(file: YamlFile, raw: RawSettings): void {
  const refuse = (key: string, feature: string): never => {
    throw new UnsupportedFeature(file.path, feature, file.lineOf([key]));
  };
  for (const type of [raw.type ?? []].flat()) {
    if (type === 'pass-fail') continue;
    if (['scoring', 'interactive', 'multi-pass', 'submit-answer'].includes(type)) refuse('type', `problem type "${type}"`);
    throw new PackageError(file.path, `type: "${type}" is not a problem type`, file.lineOf(['type']));
  }
  const [validation, ...details] = (raw.validation ?? 'default').split(/\s+/).filter(Boolean);
  if (validation === 'custom') refuse('validation', `validation "${['custom', ...details].join(' ')}"`);
  if (validation !== 'default' || details.length > 0) {
    throw new PackageError(file.path, 'validation: must begin with "default" or "custom"', file.lineOf(['validation']));
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
