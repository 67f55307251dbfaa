import { NO_SCORES, type Space, type TestCase } from '@codearena/core';
import type { Feedback } from './feedback.ts';
import type { TestFiles } from './validator-run.ts';

/** What a checker found: a validator's feedback, and what whoever solves the problem is told. */
export type Finding = Omit<Feedback, 'teamMessage'> & { accepted: boolean; message: string | null };

/** Looks at one output. */
export type Checking = {
  push(chunk: Uint8Array): void;
  /** After the last chunk of a program that ended well. Throws `ProgramFailure` where the author's program fails. */
  end(): Promise<Finding>;
  close(): void;
};

export type Checker = {
  /** `pass` is 1, 2, …; what a validator wrote in the first pass is there in those that follow. */
  begin(test: TestCase, files: TestFiles, pass: number): Checking;
};

export type BesideSpace = () => Promise<Space>;

export function plainFinding(accepted: boolean, message: string | null): Finding {
  return { accepted, message, scores: NO_SCORES, judgeMessage: null, nextPass: null };
}
