import type { InstalledLanguage, Outcome, ProblemDefinition, Sandbox, Source, SubmissionOutcome, TestData, Work } from '@codearena/core';
import { judgeRun } from './run-judge.ts';
import { judgeSubmission, type JudgeObserver, type Judging } from './submission-judge.ts';

/** What one worker does with one submission; knows neither queue nor database. */
export type Judge = {
  /** Rejects for what is our fault (the sandbox, the test data, a missing language) and with the signal's reason. */
  judge(work: Work, observer: JudgeObserver, signal?: AbortSignal): Promise<Outcome>;
};

export type JudgeParts = { sandbox: Sandbox; languages: ReadonlyMap<string, InstalledLanguage>; testData: TestData };

export function createJudge(parts: JudgeParts): Judge {
  return {
    async judge(work, observer, signal) {
      const language = languageOf(parts, work.language);
      const files = sourceOf(language, work.code);
      const judging: Judging = { ...parts, language, observer, signal };
      return work.kind === 'submission' ? judgeSubmission(judging, files, work.problem) : judgeRun(judging, files, work);
    },
  };
}

/** For programs of several files, as the jury's may be. */
export async function judgeProgram(
  parts: JudgeParts,
  program: { language: string; files: Source['files'] },
  problem: ProblemDefinition,
  observer: JudgeObserver,
  signal?: AbortSignal,
): Promise<SubmissionOutcome> {
  const language = languageOf(parts, program.language);
  return judgeSubmission({ ...parts, language, observer, signal }, program.files, problem);
}

function languageOf({ languages }: JudgeParts, id: string): InstalledLanguage {
  const language = languages.get(id);
  if (!language) throw new Error(`language ${id} is not installed on this worker`);
  return language;
}

function sourceOf({ definition }: InstalledLanguage, code: string): Source['files'] {
  return [{ path: `main.${definition.extensions[0]}`, text: code }];
}
