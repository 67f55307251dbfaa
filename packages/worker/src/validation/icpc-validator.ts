import type { Execution } from '@codearena/core';
import { ProgramFailure } from '../judging/author-program.ts';
import { readFeedback, type Feedback } from './feedback.ts';
import { exitCodeOf, feedbackFiles, quoted, validatorCommand, VALIDATOR_PATHS, type ValidatorSeat } from './validator-run.ts';

/** "Invocation" and "Reporting a judgement" of the ICPC package format, the same in all its versions. */
export const ICPC_ARGUMENTS = [VALIDATOR_PATHS.input, VALIDATOR_PATHS.answer, VALIDATOR_PATHS.feedback];
const ACCEPTED = 42;
const REJECTED = 43;

export function isIcpcJudgement(code: number): boolean {
  return code === ACCEPTED || code === REJECTED;
}

export type Judgement = Feedback & { accepted: boolean };

/** Runs a validator on an output whose test is laid out. */
export async function validateOutput(seat: ValidatorSeat, args: readonly string[], output: Uint8Array | { file: string }): Promise<Judgement> {
  const execution = await seat.space.run(validatorCommand(seat, [...ICPC_ARGUMENTS, ...args], output));
  return judgementOf(seat, execution);
}

export async function judgementOf(seat: ValidatorSeat, execution: Execution): Promise<Judgement> {
  const code = exitCodeOf(seat, execution);
  if (!isIcpcJudgement(code)) throw new ProgramFailure(seat.program.name, `ended with exit code ${code} instead of 42 or 43${quoted(execution)}`);
  const feedback = readFeedback(await feedbackFiles(seat), seat.program.name);
  const accepted = code === ACCEPTED;
  if (!accepted && feedback.nextPass !== null) throw new ProgramFailure(seat.program.name, 'asked for another pass of an output that it did not accept');
  return { ...feedback, accepted };
}
