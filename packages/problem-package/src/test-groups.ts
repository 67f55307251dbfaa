import { LEGACY_GRADER, type GroupRule, type Program, type TestGroup } from '@codearena/core';
import type { LegacyGrading, PointSettings } from './group-settings.ts';
import { isLegacy } from './format-version.ts';
import { PackageError } from './package-error.ts';
import type { ProblemSettings } from './problem-yaml.ts';
import { testsIn, type FoundGroup } from './test-data.ts';

/*
 * How the verdict and the score of each directory of tests come about. Older versions: a grader with flags in every group
 * from the root down. Newer ones: `secret` and its groups have a maximum score and a way to add up; the score of `secret`
 * is the submission's, and samples earn nothing.
 */
export type GroupReader = { settings: ProblemSettings; grader: Program | null; hasStaticValidator: boolean; warnings: string[] };

export function testGroups(reader: GroupReader, root: FoundGroup): TestGroup[] {
  const { settings } = reader;
  const legacy = isLegacy(settings.version) || (settings.version === '2023-07' && usesGrader(root));
  if (legacy) return settings.kind.scoring || usesGrader(root) ? graderGroups(reader, root, true) : [];
  refuseDependencies(root);
  const secret = root.groups.find((group) => group.name === 'secret');
  if (!settings.kind.scoring) return passFailGroups(reader, root);
  return secret ? pointGroups(reader, secret, secretMaximum(secret)) : [];
}

function usesGrader(group: FoundGroup): boolean {
  return group.settings.legacy.given || group.groups.some(usesGrader);
}

function graderGroups(reader: GroupReader, group: FoundGroup, isRoot: boolean): TestGroup[] {
  const { legacy } = group.settings;
  const own: TestGroup = { name: group.name, onReject: legacy.onReject, rule: graderRule(reader, legacy, isRoot), requires: [], staticValidation: null };
  return [own, ...group.groups.flatMap((inner) => graderGroups(reader, inner, false))];
}

const VERDICT_MODES = ['worst_error', 'first_error', 'always_accept'] as const;
const SCORE_MODES = ['sum', 'avg', 'min', 'max'] as const;
const FLAGS = [...VERDICT_MODES, ...SCORE_MODES, 'ignore_sample', 'accept_if_any_accepted', 'no_errors', 'first_error'];

/** The last of several conflicting modes counts. */
function graderRule(reader: GroupReader, legacy: LegacyGrading, isRoot: boolean): GroupRule {
  const { acceptScore, rejectScore, range, graderFlags, place } = legacy;
  if (legacy.custom) {
    if (!reader.grader) throw new PackageError(place.file, 'grading: "custom" needs a grader in graders/', place.line);
    return { kind: 'custom', program: reader.grader, arguments: graderFlags, acceptScore, rejectScore, range };
  }
  const unknown = graderFlags.find((flag) => !FLAGS.includes(flag));
  if (unknown !== undefined) throw new PackageError(place.file, `grader_flags: "${unknown}" is not a flag of the default grader`, place.line);
  return {
    kind: 'grader',
    verdict: VERDICT_MODES.findLast((mode) => lastOf(graderFlags, VERDICT_MODES) === mode) ?? LEGACY_GRADER.verdict,
    score: SCORE_MODES.find((mode) => lastOf(graderFlags, SCORE_MODES) === mode) ?? LEGACY_GRADER.score,
    ignoreSample: isRoot && graderFlags.includes('ignore_sample'),
    acceptIfAnyAccepted: graderFlags.includes('accept_if_any_accepted'),
    acceptScore,
    rejectScore,
    range,
  };
}

function lastOf(flags: readonly string[], modes: readonly string[]): string | undefined {
  return flags.findLast((flag) => modes.includes(flag));
}

/** Of a pass-fail problem only dependencies and static validation are left to say. */
function passFailGroups(reader: GroupReader, root: FoundGroup): TestGroup[] {
  return everyGroup(root).flatMap((group): TestGroup[] => {
    const { points } = group.settings;
    if (points.maxScore !== undefined || points.aggregation !== undefined || points.requires.length > 0) {
      const error = new PackageError(points.place.file, 'a pass-fail problem has no points and no dependencies of groups', points.place.line);
      if (reader.settings.strict) throw error;
      reader.warnings.push(error.message);
    }
    if (points.staticScore === undefined) return [];
    return [{ name: group.name, onReject: 'break', rule: { kind: 'pass-fail' }, requires: [], staticValidation: staticValidation(reader, points) }];
  });
}

function everyGroup(group: FoundGroup): FoundGroup[] {
  return [group, ...group.groups.flatMap(everyGroup)];
}

function staticValidation(reader: GroupReader, points: PointSettings): TestGroup['staticValidation'] {
  if (points.staticScore === undefined) return null;
  if (!reader.hasStaticValidator) throw new PackageError(points.place.file, 'static validation needs a program in static_validator/', points.place.line);
  return { maxScore: points.staticScore === 'pass-fail' ? null : points.staticScore, arguments: points.staticArguments };
}

function secretMaximum(secret: FoundGroup): number | null {
  const { maxScore } = secret.settings.points;
  return maxScore === 'unbounded' ? null : (maxScore ?? 100);
}

function pointGroups(reader: GroupReader, group: FoundGroup, maxScore: number | null): TestGroup[] {
  const { points } = group.settings;
  const aggregation = points.aggregation ?? (group.name === 'secret' ? 'sum' : 'pass-fail');
  const checked = staticValidation(reader, points);
  const share = shareOf(reader, group, aggregation, maxScore);
  const testMaxScore = group.tests.length === 0 || aggregation === 'pass-fail' ? null : aggregation === 'min' ? maxScore : share;
  const rule: GroupRule = { kind: 'points', aggregation, maxScore, testMaxScore };
  if (aggregation === 'pass-fail' && maxScore === null) reader.warnings.push(`${points.place.file}: a group that is all or nothing needs a maximum score`);
  const own: TestGroup = {
    name: group.name,
    onReject: aggregation === 'sum' ? 'continue' : 'break',
    rule,
    requires: points.requires,
    staticValidation: checked,
  };
  return [own, ...group.groups.flatMap((inner) => pointGroups(reader, inner, maximumOf(inner, aggregation, maxScore, share)))];
}

/** A group that does not say its maximum gets an even share of what the others leave (2023-07; an error later, where nothing is left to choose). */
function maximumOf(group: FoundGroup, aggregation: string, parentMaximum: number | null, share: number | null): number | null {
  const { maxScore } = group.settings.points;
  if (maxScore === 'unbounded') return null;
  return maxScore ?? (aggregation === 'sum' ? share : parentMaximum);
}

/**
 * `(M − S) / (A + T)`: the group's maximum M without what groups and static validation say for themselves (S), over its own
 * tests (T) and the groups that do not say (A).
 */
function shareOf(reader: GroupReader, group: FoundGroup, aggregation: string, maximum: number | null): number | null {
  if (maximum === null) return null;
  const { points } = group.settings;
  const said = group.groups.flatMap((inner) => (typeof inner.settings.points.maxScore === 'number' ? [inner.settings.points.maxScore] : []));
  const staticScore = typeof points.staticScore === 'number' ? points.staticScore : 0;
  const rest = maximum - said.reduce((sum, score) => sum + score, 0) - staticScore;
  const silent = group.groups.filter((inner) => inner.settings.points.maxScore === undefined).length;
  if (rest < -1e-9 && aggregation === 'sum') {
    const error = new PackageError(points.place.file, `the groups' maximum scores sum to ${maximum - rest}, more than ${maximum}`, points.place.line);
    if (reader.settings.strict) throw error;
    reader.warnings.push(error.message);
  }
  const parts = group.tests.length + silent;
  return parts === 0 ? 0 : Math.max(0, rest) / parts;
}

/** What a group requires must come before it. */
function refuseDependencies(root: FoundGroup): void {
  const groups = everyGroup(root);
  const known = new Set(groups.map((group) => group.name));
  for (const group of groups) {
    const { requires, place } = group.settings.points;
    for (const name of requires) {
      const isTest = testsIn(root).some((test) => test.name === name);
      if (!known.has(name) && !isTest) throw new PackageError(place.file, `require_pass: there is no group "${name}"`, place.line);
      if (name >= group.name) throw new PackageError(place.file, `require_pass: "${name}" does not come before "${group.name}"`, place.line);
    }
  }
}
