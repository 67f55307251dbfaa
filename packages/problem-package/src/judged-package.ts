import { programsOf, type ProblemDefinition } from '@codearena/core';
import type { ProblemPackage } from './contents.ts';
import { UnsupportedFeature } from './package-error.ts';
import type { PackageLimits } from './package-limits.ts';
import { openPackage } from './problem-package.ts';

/** Opens a package and refuses, by name, what the judge cannot judge: judging without it would be wrong. */
export async function openJudgedPackage(path: string, limits?: PackageLimits): Promise<ProblemPackage> {
  const opened = await openPackage(path, limits);
  const feature = notJudged(opened.definition);
  if (feature === null) return opened;
  await opened.close();
  throw new UnsupportedFeature('problem.yaml', feature);
}

function notJudged(definition: ProblemDefinition): string | null {
  const { kind, validator, tests } = definition;
  if (kind.interactive) return 'an interactive problem';
  if (kind.passes > 1) return 'a multi-pass problem';
  if (kind.submitAnswer) return 'a problem whose submissions are answers';
  if (kind.scoring) return 'a scoring problem';
  if (validator.kind === 'custom') return 'a custom output validator';
  if (programsOf(definition).length > 0) return 'a static validator or a grader';
  if (Object.keys(definition.include).length > 0) return 'code included with submissions (include/)';
  if (definition.groups.length > 0) return 'grading by groups';
  if (tests.some((test) => test.arguments ?? test.files)) return 'tests with arguments or files';
  return null;
}
