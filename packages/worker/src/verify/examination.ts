import type { InstallationLimits, InstalledLanguage, Sandbox } from '@codearena/core';
import { PackageError, type ProblemPackage } from '@codearena/problem-package';
import { shareParts } from '../judging/judge.ts';
import { inferLimit } from './inferred-limit.ts';
import { validateInputs } from './inputs.ts';
import type { InputReport } from './report.ts';

export type Installed = { sandbox: Sandbox; languages: ReadonlyMap<string, InstalledLanguage>; installation: InstallationLimits };

/** What running a package's programs tells: the time limit that counts, in milliseconds, and what the author should know. */
export type Examination = { timeMs: number; warnings: string[] };

/**
 * Before a package is imported: each of its input validators must accept each input, or it is refused with a
 * `PackageError`; where no time limit is given, its submissions are measured.
 */
export async function examinePackage(problem: ProblemPackage, installed: Installed): Promise<Examination> {
  const parts = shareParts({ ...installed, testData: problem.data });
  const warnings: string[] = [];
  for (const validator of problem.inputValidators) warnings.push(...judgeReport(await validateInputs(parts, problem, validator)));
  if (problem.timeLimit.kind === 'given') return { timeMs: problem.definition.limits.timeMs, warnings };
  const inferred = await inferLimit(problem, installed);
  const origin = `the time limit of ${inferred.timeMs / 1000} s follows from the times of its submissions`;
  return { timeMs: inferred.timeMs, warnings: [...warnings, origin, ...inferred.warnings] };
}

function judgeReport({ validator, result, reason, rejected }: InputReport): string[] {
  const [first] = rejected;
  if (first) throw new PackageError(validator, `does not accept the input of test "${first.test}": ${first.message}`);
  if (result === 'surprise') throw new PackageError(validator, reason ?? 'could not be run');
  return result === 'skipped' ? [`${validator}: was not run: ${reason}`] : [];
}
