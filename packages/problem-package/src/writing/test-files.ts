import type { DefaultValidator, ProblemDefinition, TestCase } from '@codearena/core';
import { yamlFile, type ExportedFile, type ExportedVersion } from './exported-file.ts';

/** A test with what belongs to it. In the newer format each says its own arguments, since groups may mix them. */
export function testFiles(definition: ProblemDefinition, test: TestCase, version: ExportedVersion): ExportedFile[] {
  const base = `data/${test.name}`;
  return [
    { path: `${base}.in`, data: test.input },
    { path: `${base}.ans`, data: test.answer },
    ...shownFiles(base, test.shown),
    ...(test.files ?? []).map(({ path, file, executable }) => ({ path: `${base}.files/${path}`, data: file, executable })),
    ...(version === '2025-09' ? yamlFile(`${base}.yaml`, settingsOf(definition, test)) : []),
  ];
}

function shownFiles(base: string, shown: TestCase['shown']): ExportedFile[] {
  if (!shown) return [];
  if ('interaction' in shown) return [{ path: `${base}.interaction`, data: shown.interaction }];
  return [
    { path: `${base}.in.statement`, data: shown.input },
    { path: `${base}.ans.statement`, data: shown.answer },
  ];
}

function settingsOf(definition: ProblemDefinition, test: TestCase): Record<string, unknown> {
  const validator = argumentsOfTest(definition, test);
  return {
    ...(validator.length > 0 ? { output_validator_args: validator } : {}),
    ...(test.arguments && test.arguments.length > 0 ? { args: test.arguments } : {}),
    ...(test.fullFeedback === undefined ? {} : { full_feedback: test.fullFeedback }),
  };
}

export function argumentsOfTest({ validator }: ProblemDefinition, test: TestCase): readonly string[] {
  if (validator.kind === 'custom') return test.validatorArguments ?? validator.arguments;
  return argumentsOf(test.validator ?? validator);
}

function argumentsOf(validator: DefaultValidator): string[] {
  return [
    ...(validator.caseSensitive ? ['case_sensitive'] : []),
    ...(validator.spaceChangeSensitive ? ['space_change_sensitive'] : []),
    ...tolerance('float_absolute_tolerance', validator.floatAbsoluteTolerance),
    ...tolerance('float_relative_tolerance', validator.floatRelativeTolerance),
  ];
}

function tolerance(name: string, value: number | null): string[] {
  return value === null ? [] : [name, String(value)];
}
