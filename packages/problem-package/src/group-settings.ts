import { z } from 'zod';
import { replaceConstants } from './constants.ts';
import { isLegacy, type FormatVersion } from './format-version.ts';
import { PackageError, UnsupportedFeature } from './package-error.ts';
import { readText, type PackageFile, type PackageFiles } from './package-files.ts';
import { fitYaml, keysOf, parseYaml, type YamlFile } from './yaml-file.ts';

/*
 * Settings of a test data group or of one test: `testdata.yaml` in the older versions, `test_group.yaml` and `<test>.yaml`
 * in the newer ones. A key that is not given is the enclosing group's.
 */
export type GroupSettings = {
  validatorArguments: string[];
  /** For every input validator, or by the validator's name. */
  inputArguments: string[] | Record<string, string[]>;
  /** Where the validator arguments stand, for messages. */
  place: { file: string; line?: number | undefined };
};

const words = z.string().transform((text) => text.split(/\s+/).filter(Boolean));
const flags = z.union([words, z.strictObject({ name: z.string(), flags: words }), z.null().transform(() => [] as string[])]);
const sequence = z.array(z.coerce.string());

const schema = z.looseObject({
  output_validator_flags: flags.optional(),
  input_validator_flags: flags.optional(),
  output_validator_args: sequence.nullish(),
  input_validator_args: z.union([sequence, z.record(z.string(), sequence)]).nullish(),
  args: sequence.nullish(),
  static_validation_score: z.unknown().optional(),
  static_validator_args: z.unknown().optional(),
  grading: z.string().nullish(),
  grader_flags: z.string().nullish(),
  on_reject: z.enum(['break', 'continue', 'first_error', 'worst_error', 'grade']).nullish(),
  full_feedback: z.boolean().nullish(),
});
type RawSettings = z.infer<typeof schema>;

const LEGACY_KEYS = ['on_reject', 'grading', 'grader_flags', 'input_validator_flags', 'output_validator_flags', 'accept_score', 'reject_score', 'range'];
const GROUP_KEYS = ['max_score', 'score_aggregation', 'static_validation_score', 'require_pass', 'static_validator_args'];
const TEST_KEYS = ['args', 'input_validator_args', 'output_validator_args', 'input_visualizer_args', 'output_visualizer_args', 'full_feedback'];
const MODERN_KEYS = [...GROUP_KEYS, ...TEST_KEYS, 'hint', 'description'];
/** Graders that leave a pass-fail verdict as it is: which of several failures is named. */
const HARMLESS_GRADER_FLAGS = ['first_error', 'worst_error', 'no_errors', 'min', 'max', 'sum', 'avg'];

export type SettingsReader = {
  version: FormatVersion;
  files: PackageFiles;
  constants: ReadonlyMap<string, string>;
  warnings: string[];
};

export function rootSettings(reader: SettingsReader, validatorArguments: string[]): Promise<GroupSettings> {
  return groupSettings(reader, 'data', { validatorArguments, inputArguments: [], place: { file: 'problem.yaml' } });
}

export async function groupSettings(reader: SettingsReader, directory: string, parent: GroupSettings): Promise<GroupSettings> {
  const names = isLegacy(reader.version) ? ['testdata.yaml'] : ['test_group.yaml', 'testdata.yaml'];
  for (const name of names) {
    const file = reader.files.find(`${directory}/${name}`);
    if (file) return readFile(reader, file, parent);
  }
  return parent;
}

/** `base` is the test's path without extension. */
export async function testSettings(reader: SettingsReader, base: string, parent: GroupSettings): Promise<GroupSettings> {
  const file = isLegacy(reader.version) ? undefined : reader.files.find(`${base}.yaml`);
  return file ? readFile(reader, file, parent) : parent;
}

async function readFile(reader: SettingsReader, file: PackageFile, parent: GroupSettings): Promise<GroupSettings> {
  const yaml = parseYaml(file.path, replaceConstants(await readText(file), reader.constants));
  const raw = fitYaml(yaml, schema);
  reportUnknownKeys(reader, yaml);
  refuseUnsupported(reader, yaml, raw);
  return isLegacy(reader.version) ? legacySettings(yaml, raw, parent) : modernSettings(yaml, raw, parent);
}

/** The problem's own flags come first, the group's are added to them. */
function legacySettings(yaml: YamlFile, raw: RawSettings, parent: GroupSettings): GroupSettings {
  const own = raw.output_validator_flags;
  const input = raw.input_validator_flags;
  return {
    validatorArguments: own === undefined ? parent.validatorArguments : [...parent.validatorArguments, ...(Array.isArray(own) ? own : own.flags)],
    inputArguments: input === undefined ? parent.inputArguments : Array.isArray(input) ? input : { [input.name]: input.flags },
    place: own === undefined ? parent.place : { file: yaml.path, line: yaml.lineOf(['output_validator_flags']) },
  };
}

function modernSettings(yaml: YamlFile, raw: RawSettings, parent: GroupSettings): GroupSettings {
  const own = raw.output_validator_args;
  return {
    validatorArguments: own ?? parent.validatorArguments,
    inputArguments: raw.input_validator_args ?? parent.inputArguments,
    place: own ? { file: yaml.path, line: yaml.lineOf(['output_validator_args']) } : parent.place,
  };
}

function reportUnknownKeys(reader: SettingsReader, yaml: YamlFile): void {
  const known = isLegacy(reader.version) ? LEGACY_KEYS : reader.version === '2023-07' ? [...LEGACY_KEYS, ...MODERN_KEYS] : MODERN_KEYS;
  for (const key of keysOf(yaml.value)) {
    if (known.includes(key)) continue;
    const error = new PackageError(yaml.path, `${key}: is not a key of format version ${reader.version}`, yaml.lineOf([key]));
    if (reader.version === '2025-09') throw error;
    reader.warnings.push(error.message);
  }
}

function refuseUnsupported(reader: SettingsReader, yaml: YamlFile, raw: RawSettings): void {
  const refuse = (key: string, feature: string): never => {
    throw new UnsupportedFeature(yaml.path, feature, yaml.lineOf([key]));
  };
  if (raw.args && raw.args.length > 0) refuse('args', 'command-line arguments of tests (args)');
  if (raw.static_validation_score !== undefined) refuse('static_validation_score', 'static validation');
  if (raw.grading === 'custom') refuse('grading', 'a custom grader');
  const grading = (raw.grader_flags ?? '').split(/\s+/).filter((flag) => flag !== '' && !HARMLESS_GRADER_FLAGS.includes(flag));
  if (grading[0] !== undefined) refuse('grader_flags', `grader flag "${grading[0]}"`);
  const inSample = yaml.path.startsWith('data/sample/');
  if (raw.full_feedback && !inSample) reader.warnings.push(`${yaml.path}: full_feedback is given for samples only`);
  if (raw.full_feedback === false && inSample) refuse('full_feedback', 'samples without full feedback');
}
