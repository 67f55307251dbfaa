import type { InstallationLimits, InstalledLanguage, Outcome, ProblemDefinition, Sandbox, Source, SubmissionOutcome, TestData, Work } from '@codearena/core';
import { createAuthorPrograms, type AuthorPrograms } from './author-program.ts';
import { judgeRun } from './run-judge.ts';
import { judgeSubmission, USUAL, type JudgeObserver, type Judging, type Submitted, type Thoroughness } from './submission-judge.ts';

/** What one worker does with one submission; knows neither queue nor database. */
export type Judge = {
  /** Rejects for what is our fault (the sandbox, the test data, a missing language) and with the signal's reason. */
  judge(work: Work, observer: JudgeObserver, signal?: AbortSignal): Promise<Outcome>;
};

export type JudgeParts = {
  sandbox: Sandbox;
  languages: ReadonlyMap<string, InstalledLanguage>;
  testData: TestData;
  installation: InstallationLimits;
};

export function createJudge(parts: JudgeParts): Judge {
  const programs = createAuthorPrograms(parts);
  return {
    async judge(work, observer, signal) {
      const language = languageOf(parts, work.language);
      const judging: Judging = { ...parts, programs, language, observer, signal, thoroughness: USUAL };
      if (work.kind === 'run') return judgeRun(judging, sourceOf(language, work.code, 'main'), work);
      return judgeSubmission(judging, { files: sourceOf(language, work.code, freeName(work.problem, language)) }, work.problem);
    },
  };
}

/** For the jury's programs, which may have several files. */
export async function judgeProgram(
  parts: JudgeParts & { programs: AuthorPrograms },
  program: Submitted & { language: string },
  problem: ProblemDefinition,
  thoroughness: Thoroughness,
): Promise<SubmissionOutcome> {
  const language = languageOf(parts, program.language);
  return judgeSubmission({ ...parts, language, observer: NOBODY, signal: undefined, thoroughness }, program, problem);
}

const NOBODY: JudgeObserver = { compiling() {}, running() {}, tested() {} };

function languageOf({ languages }: JudgeParts, id: string): InstalledLanguage {
  const language = languages.get(id);
  if (!language) throw new Error(`language ${id} is not installed on this worker`);
  return language;
}

function sourceOf({ definition }: InstalledLanguage, code: string, name: string): Source['files'] {
  return [{ path: `${name}.${definition.extensions[0]}`, text: code }];
}

/** Where the problem brings its own main program, the submission is not that. */
function freeName({ include }: ProblemDefinition, { definition }: InstalledLanguage): string {
  const included = [...(include['default'] ?? []), ...(include[definition.id] ?? [])];
  return included.some(({ path }) => path === `main.${definition.extensions[0]}`) ? 'solution' : 'main';
}
