import { NO_SCORES, type BoxFile, type ValidatorScores } from '@codearena/core';
import { excerpt } from '../checking/excerpt.ts';
import { ProgramFailure } from '../judging/author-program.ts';

/** What a validator left in its feedback directory. */
export type Feedback = {
  scores: ValidatorScores;
  /** For whoever solves the problem. */
  teamMessage: string | null;
  /** For its jury. */
  judgeMessage: string | null;
  /** The input of another pass. */
  nextPass: Uint8Array | null;
};

const TEAM_MESSAGE_BYTES = 4 * 1024;
const JUDGE_MESSAGE_BYTES = 16 * 1024;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export const NO_FEEDBACK: Feedback = { scores: NO_SCORES, teamMessage: null, judgeMessage: null, nextPass: null };

export function readFeedback(files: readonly BoxFile[], program: string): Feedback {
  const find = (name: string) => files.find(({ path }) => path === name)?.content;
  return {
    scores: { score: numberIn(find('score.txt'), 'score.txt', program), multiplier: numberIn(find('score_multiplier.txt'), 'score_multiplier.txt', program) },
    teamMessage: message(find('teammessage.txt'), TEAM_MESSAGE_BYTES),
    judgeMessage: message(find('judgemessage.txt'), JUDGE_MESSAGE_BYTES),
    nextPass: find('nextpass.in') ?? null,
  };
}

function numberIn(content: Uint8Array | undefined, name: string, program: string): number | null {
  if (content === undefined) return null;
  const text = Buffer.from(content.subarray(0, 1_000)).toString('latin1').trim();
  const value = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(value))
    throw new ProgramFailure(program, `${name} holds ${JSON.stringify(text.slice(0, 60))}, which is not a number`);
  return value;
}

function message(content: Uint8Array | undefined, limit: number): string | null {
  const text = content === undefined ? '' : excerpt(content, limit).trim();
  return text === '' ? null : text;
}
