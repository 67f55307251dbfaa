import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProblemDefinition, Program, TestData } from '@codearena/core';
import { UnsupportedFeature } from '../package-error.ts';
import { formatCodeOf } from '../package-languages.ts';
import type { ExportedFile, ExportedVersion } from './exported-file.ts';
import { groupFiles } from './group-files.ts';
import { problemYaml } from './problem-yaml-text.ts';
import { testFiles } from './test-files.ts';

/**
 * Writes a problem as a package: of format 2025-09, or of the legacy format where graders or several validators need it.
 * The directory is named after the problem, in `directory`, and must not be there yet. Returns its path. The jury's
 * submissions and input validators are not part of a problem here, so the package has none.
 */
export async function exportPackage(definition: ProblemDefinition, data: TestData, directory: string): Promise<string> {
  refuseTestlib(definition);
  const version = versionFor(definition);
  const root = join(directory, definition.slug);
  await mkdir(directory, { recursive: true });
  await mkdir(root);
  const files = [
    { path: 'problem.yaml', text: problemYaml(definition, version) },
    ...statementFiles(definition, version),
    ...programFiles(definition, version),
    ...groupFiles(definition, version),
    ...definition.tests.flatMap((test) => testFiles(definition, test, version)),
  ];
  for (const file of files) await write(root, file, data);
  return root;
}

/** The ICPC format has no way to say that a checker is called as testlib wants it. */
function refuseTestlib({ validator }: ProblemDefinition): void {
  if (validator.kind === 'custom' && validator.protocol === 'testlib')
    throw new UnsupportedFeature('output_validator', 'writing a testlib checker into an ICPC package');
}

function versionFor({ validator, groups, tests }: ProblemDefinition): ExportedVersion {
  const graded = groups.some(({ rule }) => rule.kind === 'grader' || rule.kind === 'custom');
  const several = validator.kind === 'custom' && validator.programs.length > 1;
  const secret = tests.filter((test) => !test.sample);
  const mixed = secret.some(({ name }) => name.split('/').length === 2) && secret.some(({ name }) => name.split('/').length > 2);
  return graded || several || mixed ? 'legacy' : '2025-09';
}

function statementFiles(definition: ProblemDefinition, version: ExportedVersion): ExportedFile[] {
  const directory = version === 'legacy' ? 'problem_statement' : 'statement';
  const { translations, title, statement, files, slug } = definition;
  const all = translations.length > 0 ? translations : [{ language: 'en', title, statement }];
  const local = (markdown: string) => markdown.replaceAll(`/api/problems/${slug}/files/`, '');
  return [
    ...all.map(({ language, statement: markdown }) => ({ path: `${directory}/problem.${language}.md`, text: local(markdown) })),
    ...files.map(({ name, kind, file }) => ({ path: `${kind === 'attachment' ? 'attachments' : directory}/${name}`, data: file })),
  ];
}

function programFiles({ validator, staticValidator, include, groups }: ProblemDefinition, version: ExportedVersion): ExportedFile[] {
  const programs = validator.kind === 'custom' ? validator.programs : [];
  const graders = groups.flatMap(({ rule }) => (rule.kind === 'custom' ? [rule.program] : []));
  return [
    ...programs.flatMap((program) => filesOf(program, version === 'legacy' ? 'output_validators' : 'output_validator')),
    ...(staticValidator ? filesOf(staticValidator, 'static_validator') : []),
    ...graders.slice(0, 1).flatMap((grader) => filesOf(grader, 'graders')),
    ...Object.entries(include).flatMap(([language, files]) => {
      const code = language === 'default' ? language : formatCodeOf(language);
      return files.map(({ path, file, executable }) => ({ path: `include/${code}/${path}`, data: file, executable }));
    }),
  ];
}

/** In a directory of its own, so that one program stays one. */
function filesOf({ name, files }: Program, directory: string): ExportedFile[] {
  const own = name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '') || 'program';
  const folder = own === directory ? directory : `${directory}/${own}`;
  return files.map(({ path, file, executable }) => ({ path: `${folder}/${path}`, data: file, executable }));
}

async function write(root: string, file: ExportedFile, data: TestData): Promise<void> {
  const path = join(root, file.path);
  await mkdir(dirname(path), { recursive: true });
  if ('text' in file) await writeFile(path, file.text, { flag: 'wx' });
  else await copyFile(await data.path(file.data), path);
  await chmod(path, file.executable ? 0o755 : 0o644);
}
