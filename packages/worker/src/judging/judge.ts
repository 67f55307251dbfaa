import type { SourceFile } from '@codearena/contracts';
import {
  sourceFileName,
  type InstallationLimits,
  type InstalledLanguage,
  type Outcome,
  type ProblemDefinition,
  type Sandbox,
  type SubmissionOutcome,
  type TestData,
  type Work,
} from '@codearena/core';
import { judgeAnswers } from './answer-judge.ts';
import { createAuthorPrograms, type AuthorPrograms } from './author-program.ts';
import type { CompileCache } from './compile-cache.ts';
import { createCompany, type Company } from './company.ts';
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
  compileCache?: CompileCache;
};

/** With what all judgings of one process have in common. */
export type SharedParts = JudgeParts & { programs: AuthorPrograms; company: Company };

export function shareParts(parts: JudgeParts): SharedParts {
  return { ...parts, programs: createAuthorPrograms(parts), company: createCompany() };
}

export function createJudge(parts: JudgeParts): Judge {
  const common = shareParts(parts);
  return {
    async judge(work, observer, signal) {
      const shared = { ...common, observer, signal, thoroughness: USUAL };
      if (work.kind === 'submission' && work.problem.kind.submitAnswer) return judgeAnswers(shared, filesOf(work), work.problem);
      const memory = parts.compileCache ? { cache: parts.compileCache, sessionId: work.sessionId } : null;
      const judging: Judging = { ...shared, memory, language: languageOf(parts, work.language) };
      const submitted = submittedBy(work, judging.language);
      if (work.kind === 'run') return judgeRun(judging, submitted, work);
      return judgeSubmission(judging, submitted, work.problem);
    },
  };
}

/** For the jury's submissions that are no programs. */
export async function judgeJuryAnswers(
  parts: SharedParts,
  files: readonly SourceFile[],
  problem: ProblemDefinition,
  thoroughness: Thoroughness,
): Promise<SubmissionOutcome> {
  return judgeAnswers({ ...parts, observer: NOBODY, signal: undefined, thoroughness }, files, problem);
}

/** For the jury's programs, which may have several files. */
export async function judgeProgram(
  parts: SharedParts,
  program: Submitted & { language: string },
  problem: ProblemDefinition,
  thoroughness: Thoroughness,
): Promise<SubmissionOutcome> {
  const language = languageOf(parts, program.language);
  return judgeSubmission({ ...parts, language, memory: null, observer: NOBODY, signal: undefined, thoroughness }, program, problem);
}

const NOBODY: JudgeObserver = { compiling() {}, running() {}, tested() {} };

function languageOf({ languages }: JudgeParts, id: string): InstalledLanguage {
  const language = languages.get(id);
  if (!language) throw new Error(`language ${id} is not installed on this worker`);
  return language;
}

/** Code without a name gets the one that keeps it out of the way of what the problem brings. */
function submittedBy(work: Work, { definition }: InstalledLanguage): Submitted {
  const include = work.kind === 'submission' ? work.problem.include : {};
  const name = sourceFileName({ include }, { id: definition.id, extension: definition.extensions[0] });
  const files = filesOf(work).map((file) => ({ path: file.name || name, text: file.content }));
  return { files, entryPoint: work.entryPoint ?? undefined };
}

function filesOf({ files, code }: Work): SourceFile[] {
  return files.length > 0 ? files : [{ name: '', content: code }];
}
