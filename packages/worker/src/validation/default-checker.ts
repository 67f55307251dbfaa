import type { DefaultValidator } from '@codearena/core';
import { openAnswer } from '../checking/answer-reader.ts';
import { describeDifference, hintAtDifference } from '../checking/difference.ts';
import { createOutputCheck } from '../checking/output-check.ts';
import { plainFinding, type Checker } from './checker.ts';
import { isOpen } from './visibility.ts';

/** The default output validator, which compares while the program prints. */
export function createDefaultChecker(validator: DefaultValidator): Checker {
  return {
    begin(test, { answer }) {
      const reader = openAnswer(answer);
      const check = createOutputCheck(test.validator ?? validator, reader);
      return {
        push: (chunk) => check.push(chunk),
        async end() {
          const found = check.end();
          if (found === null) return plainFinding(true, null);
          return plainFinding(false, isOpen(test) ? describeDifference(found) : hintAtDifference(found));
        },
        close: () => reader.close(),
      };
    },
  };
}
