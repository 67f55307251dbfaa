import type { CustomValidator, TestCase, ValidationLimits } from '@codearena/core';
import type { AuthorPrograms } from '../judging/author-program.ts';
import { createOutputStore } from '../judging/output-store.ts';
import type { BesideSpace, Checker, Finding } from './checker.ts';
import { validateOutput, type Judgement } from './icpc-validator.ts';
import { checkOutput } from './testlib-checker.ts';
import { layOut, prepareNextPass, seatValidator, type TestFiles } from './validator-run.ts';
import { isOpen } from './visibility.ts';

export type CustomCheckerParts = { programs: AuthorPrograms; beside: BesideSpace; validator: CustomValidator; limits: ValidationLimits };

/** Programs of the problem's author, which get the output when it is complete. */
export function createCustomChecker(parts: CustomCheckerParts): Checker {
  return {
    begin(test, files, pass) {
      const store = createOutputStore();
      return {
        push: (chunk) => store.push(chunk),
        end: async () => findingOf(parts.validator, test, await judge(parts, test, files, store.content(), pass)),
        close: () => store.close(),
      };
    },
  };
}

/** The older format may have several validators, of which every one has to accept. */
async function judge(parts: CustomCheckerParts, test: TestCase, files: TestFiles, output: Uint8Array | { file: string }, pass: number): Promise<Judgement> {
  const { validator, programs, limits } = parts;
  const args = test.validatorArguments ?? validator.arguments;
  const run = validator.protocol === 'icpc' ? validateOutput : checkOutput;
  let last: Judgement | undefined;
  for (const program of validator.programs) {
    const seat = await seatValidator(programs, await parts.beside(), program, limits);
    if (pass === 1) await layOut(seat, files);
    else await prepareNextPass(seat);
    const judgement = await run(seat, args, output);
    if (!judgement.accepted) return judgement;
    last = last && judgement.scores.score === null && judgement.scores.multiplier === null ? { ...judgement, scores: last.scores } : judgement;
  }
  if (!last) throw new Error('a custom validator without a program');
  return last;
}

/** A testlib checker's words are for everybody where the test is; it has no others. */
export function findingOf({ protocol }: CustomValidator, test: TestCase, { teamMessage, ...judgement }: Judgement): Finding {
  return { ...judgement, message: protocol === 'testlib' && isOpen(test) ? judgement.judgeMessage : teamMessage };
}
