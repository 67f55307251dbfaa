import type { Execution } from '@codearena/core';
import { excerpt } from '../checking/excerpt.ts';
import { ProgramFailure } from '../judging/author-program.ts';
import { NO_FEEDBACK } from './feedback.ts';
import type { Judgement } from './icpc-validator.ts';
import { exitCodeOf, layOutOutput, quoted, validatorCommand, VALIDATOR_PATHS, type ValidatorSeat } from './validator-run.ts';

const MESSAGE_BYTES = 4 * 1024;

/** Runs a checker of the testlib kind on an output whose test is laid out: input, output and answer are its arguments. */
export async function checkOutput(seat: ValidatorSeat, args: readonly string[], output: Uint8Array | { file: string }): Promise<Judgement> {
  await layOutOutput(seat, output);
  const { input, output: produced, answer } = VALIDATOR_PATHS;
  const execution = await seat.space.run(validatorCommand(seat, [input, produced, answer, ...args]));
  return testlibJudgement(seat, execution);
}

/** All that are verdicts on the output. */
export function isTestlibJudgement(code: number): boolean {
  return [0, 1, 2, 4, 7, 8].includes(code);
}

/** Exit codes of testlib: 0 right, 1 wrong, 2 wrongly presented, 4 more than was asked for, 8 ended too early, 7 points. */
export function testlibJudgement(seat: ValidatorSeat, execution: Execution): Judgement {
  const code = exitCodeOf(seat, execution);
  const judgeMessage = excerpt(execution.stderr, MESSAGE_BYTES).trim() || null;
  switch (code) {
    case 0:
      return { ...NO_FEEDBACK, judgeMessage, accepted: true };
    case 1:
    case 2:
    case 4:
    case 8:
      return { ...NO_FEEDBACK, judgeMessage, accepted: false };
    case 7: {
      const score = pointsIn(judgeMessage);
      if (score === null) throw new ProgramFailure(seat.program.name, `gave points without saying how many${quoted(execution)}`);
      return { ...NO_FEEDBACK, judgeMessage, accepted: score > 0, scores: { score: score > 0 ? score : null, multiplier: null } };
    }
    default:
      throw new ProgramFailure(seat.program.name, `ended with exit code ${code}, which is not a verdict of testlib${quoted(execution)}`);
  }
}

/** `quitp` begins its message with the points, in some versions after the word. */
function pointsIn(message: string | null): number | null {
  const found = /^(?:points\s+)?([+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?)/i.exec(message ?? '');
  return found ? Number(found[1]) : null;
}
