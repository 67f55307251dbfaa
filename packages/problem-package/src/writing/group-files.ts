import type { GroupRule, LegacyScores, ProblemDefinition, TestGroup } from '@codearena/core';
import { argumentsOfTest } from './test-files.ts';
import { yamlFile, type ExportedFile, type ExportedVersion } from './exported-file.ts';

/** `test_group.yaml` or `testdata.yaml` of every group that has something to say. */
export function groupFiles(definition: ProblemDefinition, version: ExportedVersion): ExportedFile[] {
  if (version === '2025-09') return definition.groups.flatMap((group) => yamlFile(`${directoryOf(group.name)}/test_group.yaml`, pointKeys(group)));
  const names = new Set(['sample', 'secret', ...definition.groups.map(({ name }) => name), ...definition.tests.map(({ group }) => group)]);
  return [...names].flatMap((name) => {
    const group = definition.groups.find((candidate) => candidate.name === name);
    return yamlFile(`${directoryOf(name)}/testdata.yaml`, { ...(group ? graderKeys(group) : {}), ...flagsOf(definition, name) });
  });
}

function directoryOf(name: string): string {
  return name === '' ? 'data' : `data/${name}`;
}

function pointKeys({ rule, requires, staticValidation }: TestGroup): Record<string, unknown> {
  return {
    ...(rule.kind === 'points' ? { max_score: rule.maxScore ?? 'unbounded', score_aggregation: rule.aggregation } : {}),
    ...(requires.length > 0 ? { require_pass: requires } : {}),
    ...(staticValidation ? { static_validation_score: staticValidation.maxScore ?? 'pass-fail', static_validator_args: staticValidation.arguments } : {}),
  };
}

function graderKeys({ onReject, rule }: TestGroup): Record<string, unknown> {
  if (rule.kind !== 'grader' && rule.kind !== 'custom') return {};
  return {
    on_reject: onReject,
    ...(rule.kind === 'custom' ? { grading: 'custom', grader_flags: rule.arguments.join(' ') } : { grading: 'default', grader_flags: graderFlags(rule) }),
    ...scoreKeys(rule),
  };
}

function graderFlags(rule: Extract<GroupRule, { kind: 'grader' }>): string {
  return [rule.verdict, rule.score, ...(rule.ignoreSample ? ['ignore_sample'] : []), ...(rule.acceptIfAnyAccepted ? ['accept_if_any_accepted'] : [])].join(' ');
}

function scoreKeys({ acceptScore, rejectScore, range }: LegacyScores): Record<string, unknown> {
  return { accept_score: acceptScore, reject_score: rejectScore, range: `${range.least ?? '-inf'} ${range.most ?? 'inf'}` };
}

/** In the older format arguments belong to groups; all tests of a group have the same. */
function flagsOf(definition: ProblemDefinition, name: string): Record<string, unknown> {
  const test = definition.tests.find(({ group }) => group === name);
  return test ? { output_validator_flags: argumentsOfTest(definition, test).join(' ') } : {};
}
