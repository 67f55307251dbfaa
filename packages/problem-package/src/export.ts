import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TOKEN_VALIDATOR, type DefaultValidator, type ProblemDefinition, type TestCase, type TestData } from '@codearena/core';
import { stringify } from 'yaml';
import { UnsupportedFeature } from './package-error.ts';
import { formatCodeOf } from './package-languages.ts';
import { sameValidator } from './validator-arguments.ts';

/**
 * Writes a problem as a package of format 2025-09: a directory named after it in `directory`, which must not be there
 * yet. Returns its path. The jury's submissions and input validators are not part of a problem here, so the package has none.
 */
export async function exportPackage(definition: ProblemDefinition, data: TestData, directory: string): Promise<string> {
  const root = join(directory, definition.slug);
  await mkdir(directory, { recursive: true });
  await mkdir(root);
  await write(root, 'problem.yaml', problemYaml(definition));
  await write(root, 'statement/problem.en.md', definition.statement);
  const { validator } = definition;
  if (validator.kind !== 'default') throw new UnsupportedFeature('output_validator', 'exporting a custom output validator');
  for (const test of definition.tests) await exportTest(root, test, validator, data);
  return root;
}

function problemYaml({ title, difficulty, tags, limits, allowedLanguages }: ProblemDefinition): string {
  return stringify({
    problem_format_version: '2025-09',
    name: title,
    uuid: randomUUID(),
    limits: { time_limit: limits.timeMs / 1000, memory: limits.memoryMb, output: limits.outputKb / 1024, code: Math.ceil(limits.sourceBytes / 1024) },
    keywords: [difficulty, ...tags],
    ...(allowedLanguages ? { languages: allowedLanguages.map(formatCodeOf) } : {}),
  });
}

/** Each test says its own arguments where they are not the format's default, since groups may mix them. */
async function exportTest(root: string, test: TestCase, ofProblem: DefaultValidator, data: TestData): Promise<void> {
  const base = `data/${test.name}`;
  await mkdir(dirname(join(root, base)), { recursive: true });
  await copyFile(await data.path(test.input), join(root, `${base}.in`));
  await copyFile(await data.path(test.answer), join(root, `${base}.ans`));
  const validator = test.validator ?? ofProblem;
  if (!sameValidator(validator, TOKEN_VALIDATOR)) await write(root, `${base}.yaml`, stringify({ output_validator_args: argumentsOf(validator) }));
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

async function write(root: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content, { flag: 'wx' });
}
