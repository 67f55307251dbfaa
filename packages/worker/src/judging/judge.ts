import type { InstalledLanguage, Outcome, ProblemDefinition, Sandbox, Source, SubmissionOutcome, TestData, Work } from '@codearena/core';
import { createAuthorPrograms, type AuthorPrograms } from './author-program.ts';
import { judgeRun } from './run-judge.ts';
import { judgeSubmission, USUAL, type JudgeObserver, type Judging, type Thoroughness } from './submission-judge.ts';

/** What one worker does with one submission; knows neither queue nor database. */
export type Judge = {
  /** Rejects for what is our fault (the sandbox, the test data, a missing language) and with the signal's reason. */
  judge(work: Work, observer: JudgeObserver, signal?: AbortSignal): Promise<Outcome>;
};

export type JudgeParts = { sandbox: Sandbox; languages: ReadonlyMap<string, InstalledLanguage>; testData: TestData };

export function createJudge(parts: JudgeParts): Judge {
  const programs = createAuthorPrograms(parts);
  return {
    async judge(work, observer, signal) {
      const language = languageOf(parts, work.language);
      const files = sourceOf(language, work.code);
      const judging: Judging = { ...parts, programs, language, observer, signal, thoroughness: USUAL };
      return work.kind === 'submission' ? judgeSubmission(judging, files, work.problem) : judgeRun(judging, files, work);
    },
  };
}

/** For the jury's programs, which may have several files. */
export async function judgeProgram(
  parts: JudgeParts & { programs: AuthorPrograms },
  program: { language: string; files: Source['files'] },
  problem: ProblemDefinition,
  thoroughness: Thoroughness,
): Promise<SubmissionOutcome> {
  const language = languageOf(parts, program.language);
  return judgeSubmission({ ...parts, language, observer: NOBODY, signal: undefined, thoroughness }, program.files, problem);
}

const NOBODY: JudgeObserver = { compiling() {}, running() {}, tested() {} };

function languageOf({ languages }: JudgeParts, id: string): InstalledLanguage {
  const language = languages.get(id);
  if (!language) throw new Error(`language ${id} is not installed on this worker`);
  return language;
}

function sourceOf({ definition }: InstalledLanguage, code: string): Source['files'] {
  return [{ path: `main.${definition.extensions[0]}`, text: code }];
}
