import type { InstalledLanguage, ProblemDefinition, Space, TestGroup } from '@codearena/core';
import { NO_SCORES } from '@codearena/core';
import { ProgramFailure, type AuthorPrograms } from '../judging/author-program.ts';
import type { Submitted } from '../judging/submission-judge.ts';
import { foundBy, withComplaint, type JudgedTest } from '../judging/test-run.ts';
import { judgementOf } from './icpc-validator.ts';
import { emptyFeedback, seatValidator, validatorCommand, VALIDATOR_PATHS } from './validator-run.ts';

export type StaticParts = {
  programs: AuthorPrograms;
  beside: () => Promise<Space>;
  problem: ProblemDefinition;
  language: InstalledLanguage;
  submitted: Submitted;
};

const SUBMISSION = 'submission';
/** Codes of the format where they are not our ids. */
const FORMAT_CODES: Record<string, string> = { python: 'python3' };

/** Judges a submission by its source: "Invocation" of static validators, whose working directory has the submitted files. */
export async function validateStatically(parts: StaticParts, group: TestGroup, index: number): Promise<JudgedTest> {
  const judgement = await withComplaint(() => judge(parts, group));
  const { verdict, message, scores, judgeMessage, complaint } = judgement;
  const nothingUsed = { timeMs: 0, wallMs: 0, memoryKb: 0, score: null, sample: group.name === 'sample', group: group.name };
  return {
    result: { index, status: verdict, ...nothingUsed, ...(message !== null && { message }) },
    scores: complaint === null ? scores : NO_SCORES,
    judgeMessage,
    complaint,
  };
}

async function judge({ programs, beside, problem, language, submitted }: StaticParts, group: TestGroup) {
  const program = problem.staticValidator;
  if (!program) throw new ProgramFailure('static_validator', 'is missing');
  const seat = await seatValidator(programs, await beside(), program, problem.validation);
  await emptyFeedback(seat);
  await seat.space.makeDirectory(SUBMISSION);
  await seat.space.write(submitted.files.map(({ path, text }) => ({ path: `${SUBMISSION}/${path}`, content: new TextEncoder().encode(text) })));
  const entryPoint = submitted.entryPoint ?? submitted.files[0]?.path ?? '';
  const args = [
    FORMAT_CODES[language.definition.id] ?? language.definition.id,
    entryPoint,
    VALIDATOR_PATHS.feedback,
    ...(group.staticValidation?.arguments ?? []),
  ];
  const judgement = await judgementOf(seat, await seat.space.run({ ...validatorCommand(seat, args), directory: SUBMISSION }));
  return foundBy({ ...judgement, message: judgement.teamMessage });
}
