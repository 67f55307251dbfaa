import type { ProblemDefinition } from '@codearena/core';
import type { ProblemPackage } from './contents.ts';
import { UnsupportedFeature } from './package-error.ts';
import { openPackage, type OpenOptions } from './problem-package.ts';

/** Opens a package and refuses, by name, what the judge cannot judge: judging without it would be wrong. */
export async function openJudgedPackage(path: string, options?: OpenOptions): Promise<ProblemPackage> {
  const opened = await openPackage(path, options);
  const feature = notJudged(opened.definition);
  if (feature === null) return opened;
  await opened.close();
  throw new UnsupportedFeature('problem.yaml', feature);
}

function notJudged({ kind }: ProblemDefinition): string | null {
  if (kind.submitAnswer) return 'a problem whose submissions are answers';
  return null;
}
