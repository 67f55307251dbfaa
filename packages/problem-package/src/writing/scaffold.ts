import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CUSTOM_VALIDATOR } from './templates/custom-validator.ts';
import { INTERACTIVE } from './templates/interactive.ts';
import { MULTI_PASS } from './templates/multi-pass.ts';
import { PASS_FAIL } from './templates/pass-fail.ts';
import { SCORING } from './templates/scoring.ts';
import { SUBMIT_ANSWER } from './templates/submit-answer.ts';
import type { PackageTemplate } from './templates/template.ts';

/** What a new package can be an example of. */
const TEMPLATES = {
  'pass-fail': PASS_FAIL,
  'custom-validator': CUSTOM_VALIDATOR,
  interactive: INTERACTIVE,
  'multi-pass': MULTI_PASS,
  scoring: SCORING,
  'submit-answer': SUBMIT_ANSWER,
} satisfies Record<string, PackageTemplate>;

export type PackageKind = keyof typeof TEMPLATES;
export const PACKAGE_KINDS = Object.keys(TEMPLATES) as PackageKind[];

/**
 * Writes a small valid package to start from: a directory `slug` in `directory`, which must not be there yet.
 * Returns its path.
 */
export async function scaffoldPackage(directory: string, slug: string, kind: PackageKind = 'pass-fail'): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(slug)) throw new Error('a problem name has letters a-z, digits and dashes, at most 100');
  const template: PackageTemplate = TEMPLATES[kind];
  const root = join(directory, slug);
  await mkdir(directory, { recursive: true });
  await mkdir(root);
  for (const [path, content] of Object.entries({ 'problem.yaml': problemYaml(slug, template), ...template.files })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content, { flag: 'wx' });
  }
  return root;
}

function problemYaml(slug: string, { types, keywords, limits = {} }: PackageTemplate): string {
  const title = slug.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const more = Object.entries(limits).map(([name, value]) => `\n  ${name}: ${value}`);
  return `problem_format_version: 2025-09
type: ${types.length === 1 ? types[0] : `[${types.join(', ')}]`}
name: ${JSON.stringify(title.join(' '))}
uuid: ${randomUUID()}
license: cc0
credits:
  authors: Your Name
limits:
  time_limit: 1
  memory: 256${more.join('')}
keywords:
${keywords.map((word) => `  - ${word}`).join('\n')}
`;
}
