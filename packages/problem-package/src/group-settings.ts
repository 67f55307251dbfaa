import { LEGACY_GRADER } from '@codearena/core';
import { z } from 'zod';
import { splitArguments, splitFlags } from './arguments.ts';
import { replaceConstants } from './constants.ts';
import { isLegacy, type FormatVersion } from './format-version.ts';
import { PackageError } from './package-error.ts';
import { readText, type PackageFile, type PackageFiles } from './package-files.ts';
import type { ProblemSettings } from './problem-yaml.ts';
import { fitYaml, keysOf, parseYaml, yamlBoolean, type YamlFile } from './yaml-file.ts';

/*
 * Settings of a test data group or of one test: `testdata.yaml` in the older versions, `test_group.yaml` and `<test>.yaml`
 * in the newer ones. A key that is not given is the enclosing group's, except for points, which each group says itself.
 */
export type GroupSettings = {
  /** The group's own or inherited; the problem's flags of the older versions are not among them. */
  validatorArguments: string[];
  /** For every input validator, or by the validator's name. */
  inputArguments: InputArguments;
  /** Command-line arguments of the submission. */
  arguments: string[];
  fullFeedback: boolean | null;
  /** Where the validator arguments stand, for messages. */
  place: Place;
  legacy: LegacyGrading;
  points: PointSettings;
};

export type InputArguments = string[] | Record<string, string[]>;
export type Place = { file: string; line?: number | undefined };

/** Of the older versions. `given` says whether any key of it was written anywhere above. */
export type LegacyGrading = {
  given: boolean;
  onReject: 'break' | 'continue';
  custom: boolean;
  graderFlags: string[];
  acceptScore: number;
  rejectScore: number;
  range: { least: number | null; most: number | null };
  place: Place;
};

/** Since 2023-07; undefined where the group's file does not say. */
export type PointSettings = {
  maxScore: number | 'unbounded' | undefined;
  aggregation: 'pass-fail' | 'sum' | 'min' | undefined;
  requires: string[];
  staticScore: number | 'pass-fail' | undefined;
  staticArguments: string[];
  place: Place;
};

const words = z.union([z.string(), z.number()]).transform((text) => splitFlags(String(text)));
const sequence = z.array(z.coerce.string());
const wordsOrSequence = z.union([words, sequence, z.null().transform(() => [] as string[])]);
const flags = z.union([wordsOrSequence, z.strictObject({ name: z.string(), flags: wordsOrSequence })]);
const score = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*[+-]?\d*\.?\d+\s*$/, 'is not a number')
    .transform(Number),
]);
const maximum = z.union([z.literal('unbounded'), score.refine((value) => value >= 0, 'must not be negative')]);
const aggregation = z.enum(['pass-fail', 'sum', 'min']);
const names = z.union([z.string().transform((name) => [name]), z.array(z.string())]);

const schema = z.looseObject({
  output_validator_flags: flags.optional(),
  input_validator_flags: flags.optional(),
  output_validator_args: wordsOrSequence.optional(),
  input_validator_args: z.union([wordsOrSequence, z.record(z.string(), wordsOrSequence)]).optional(),
  args: wordsOrSequence.optional(),
  full_feedback: yamlBoolean.nullish(),
  on_reject: z.enum(['break', 'continue', 'first_error', 'worst_error', 'grade']).nullish(),
  grading: z.enum(['default', 'custom']).nullish(),
  grader_flags: wordsOrSequence.optional(),
  accept_score: score.nullish(),
  reject_score: score.nullish(),
  range: z.union([z.string(), z.number().transform(String)]).nullish(),
  max_score: maximum.nullish(),
  score_aggregation: aggregation.nullish(),
  require_pass: names.nullish(),
  scoring: z.looseObject({ score: maximum.nullish(), aggregation: aggregation.nullish(), require_pass: names.nullish() }).nullish(),
  static_validation_score: z.union([z.literal('pass-fail'), score]).nullish(),
  static_validation: z.union([yamlBoolean, z.looseObject({ args: wordsOrSequence.optional(), score: score.nullish() })]).nullish(),
  static_validator_args: wordsOrSequence.optional(),
});
type RawSettings = z.infer<typeof schema>;

const LEGACY_KEYS = ['on_reject', 'grading', 'grader_flags', 'input_validator_flags', 'output_validator_flags', 'accept_score', 'reject_score', 'range'];
const GROUP_KEYS = ['max_score', 'score_aggregation', 'static_validation_score', 'require_pass', 'static_validator_args'];
const DRAFT_KEYS = ['scoring', 'static_validation', 'hint', 'description'];
const TEST_KEYS = ['args', 'input_validator_args', 'output_validator_args', 'input_visualizer_args', 'output_visualizer_args', 'full_feedback'];

export type SettingsReader = {
  version: FormatVersion;
  strict: boolean;
  files: PackageFiles;
  constants: ReadonlyMap<string, string>;
  warnings: string[];
};

/** What holds where no file says anything; very old packages have some of it in `problem.yaml`. */
export function defaultSettings({ grading }: Pick<ProblemSettings, 'grading'>): GroupSettings {
  const place = { file: 'problem.yaml' };
  const onReject = grading.on_reject === 'continue' || grading.on_reject === 'grade' || grading.on_reject === 'worst_error' ? 'continue' : 'break';
  return {
    validatorArguments: [],
    inputArguments: [],
    arguments: [],
    fullFeedback: null,
    place,
    legacy: {
      given: false,
      onReject,
      custom: false,
      graderFlags: [],
      acceptScore: grading.accept_score ?? LEGACY_GRADER.acceptScore,
      rejectScore: grading.reject_score ?? LEGACY_GRADER.rejectScore,
      range: readRange(grading.range ?? '', place),
      place,
    },
    points: noPoints(place),
  };
}

function noPoints(place: Place): PointSettings {
  return { maxScore: undefined, aggregation: undefined, requires: [], staticScore: undefined, staticArguments: [], place };
}

/** `directory` is "data" or below it. */
export async function groupSettings(reader: SettingsReader, directory: string, parent: GroupSettings): Promise<GroupSettings> {
  const names = isLegacy(reader.version) ? ['testdata.yaml'] : ['test_group.yaml', 'testdata.yaml'];
  for (const name of names) {
    const file = reader.files.find(`${directory}/${name}`);
    if (file) return readSettingsFile(reader, file, parent, 'group');
  }
  return { ...parent, points: noPoints({ file: `${directory}/${names[0] ?? ''}` }) };
}

/** `base` is the test's path without extension. */
export async function testSettings(reader: SettingsReader, base: string, parent: GroupSettings): Promise<GroupSettings> {
  const file = isLegacy(reader.version) ? undefined : reader.files.find(`${base}.yaml`);
  const settings = file ? await readSettingsFile(reader, file, parent, 'test') : parent;
  const words = reader.files.find(`${base}.args`);
  return words ? { ...settings, arguments: splitArguments(await readText(words)) } : settings;
}

async function readSettingsFile(reader: SettingsReader, file: PackageFile, parent: GroupSettings, kind: 'group' | 'test'): Promise<GroupSettings> {
  const yaml = parseYaml(file.path, replaceConstants(await readText(file), reader.constants), reader.warnings);
  const raw = fitYaml(yaml, schema);
  reportUnknownKeys(reader, yaml, kind);
  const own = raw.output_validator_args ?? flagsOf(raw.output_validator_flags);
  const key = raw.output_validator_args === undefined ? 'output_validator_flags' : 'output_validator_args';
  return {
    validatorArguments: own ?? parent.validatorArguments,
    inputArguments: raw.input_validator_args ?? inputFlags(raw.input_validator_flags) ?? parent.inputArguments,
    arguments: raw.args ?? parent.arguments,
    fullFeedback: raw.full_feedback ?? parent.fullFeedback,
    place: own ? { file: yaml.path, line: yaml.lineOf([key]) } : parent.place,
    legacy: legacyGrading(yaml, raw, parent.legacy),
    points: pointSettings(yaml, raw),
  };
}

function flagsOf(given: RawSettings['output_validator_flags']): string[] | undefined {
  return given === undefined || Array.isArray(given) ? given : given.flags;
}

function inputFlags(given: RawSettings['input_validator_flags']): InputArguments | undefined {
  return given === undefined || Array.isArray(given) ? given : { [given.name]: given.flags };
}

function legacyGrading(yaml: YamlFile, raw: RawSettings, parent: LegacyGrading): LegacyGrading {
  const line = yaml.lineOf(['grader_flags']) ?? yaml.lineOf(['grading']);
  const given = [raw.on_reject, raw.grading, raw.grader_flags, raw.accept_score, raw.reject_score, raw.range].some(
    (value) => value !== undefined && value !== null,
  );
  if (!given) return parent;
  return {
    given: true,
    onReject: raw.on_reject ? (raw.on_reject === 'break' || raw.on_reject === 'first_error' ? 'break' : 'continue') : parent.onReject,
    custom: raw.grading ? raw.grading === 'custom' : parent.custom,
    graderFlags: raw.grader_flags ?? parent.graderFlags,
    acceptScore: raw.accept_score ?? parent.acceptScore,
    rejectScore: raw.reject_score ?? parent.rejectScore,
    range: raw.range ? readRange(raw.range, { file: yaml.path, line: yaml.lineOf(['range']) }) : parent.range,
    place: { file: yaml.path, line },
  };
}

function readRange(text: string, place: Place): LegacyGrading['range'] {
  const bounds = text.split(/\s+/).filter(Boolean);
  if (bounds.length === 0) return { least: null, most: null };
  const numbers = bounds.map((bound) => (/^[+-]?inf(inity)?$/i.test(bound) ? (bound.startsWith('-') ? -Infinity : Infinity) : Number(bound)));
  const [least, most] = numbers;
  if (numbers.length !== 2 || least === undefined || most === undefined || Number.isNaN(least) || Number.isNaN(most) || least > most) {
    throw new PackageError(place.file, `range: "${text}" is not two numbers, the smaller first`, place.line);
  }
  return { least: Number.isFinite(least) ? least : null, most: Number.isFinite(most) ? most : null };
}

function pointSettings(yaml: YamlFile, raw: RawSettings): PointSettings {
  const staticValidation = typeof raw.static_validation === 'object' ? raw.static_validation : null;
  return {
    maxScore: raw.max_score ?? raw.scoring?.score ?? undefined,
    aggregation: raw.score_aggregation ?? raw.scoring?.aggregation ?? undefined,
    requires: raw.require_pass ?? raw.scoring?.require_pass ?? [],
    staticScore: raw.static_validation_score ?? staticValidation?.score ?? (raw.static_validation ? 'pass-fail' : undefined),
    staticArguments: raw.static_validator_args ?? staticValidation?.args ?? [],
    place: { file: yaml.path, line: yaml.lineOf(['max_score']) ?? yaml.lineOf(['score_aggregation']) ?? yaml.lineOf(['scoring']) },
  };
}

function reportUnknownKeys(reader: SettingsReader, yaml: YamlFile, kind: 'group' | 'test'): void {
  const modern = [...TEST_KEYS, ...(kind === 'group' ? GROUP_KEYS : ['hint', 'description'])];
  const known = isLegacy(reader.version) ? LEGACY_KEYS : reader.version === '2023-07' ? [...LEGACY_KEYS, ...modern, ...DRAFT_KEYS] : modern;
  for (const key of keysOf(yaml.value)) {
    if (known.includes(key)) continue;
    const error = new PackageError(yaml.path, `${key}: is not a key of format version ${reader.version}`, yaml.lineOf([key]));
    if (reader.strict) throw error;
    reader.warnings.push(error.message);
  }
}
