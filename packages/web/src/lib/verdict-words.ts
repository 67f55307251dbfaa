import { isPassed, type Submission } from '@codearena/contracts';
import { describeScore } from './points.ts';
import { countOf } from './quantities.ts';
import { queueWords } from './queue-words.ts';
import { firstOfInterest } from './strip-cells.ts';

/** The sentence below the verdict: what is happening, or what the outcome means for the person. */
export function verdictWords(submission: Submission): string {
  const { status, testsTotal, testResults } = submission;
  const passed = testResults.filter((result) => isPassed(result.status)).length;
  const total = Math.max(testsTotal, testResults.length);
  switch (status) {
    case 'Queued':
      return queueWords(submission);
    case 'Compiling':
      return 'Your code is being compiled.';
    case 'Running':
      return total === 0 ? 'The tests are starting.' : `Test ${Math.min(testResults.length + 1, total)} of ${total}`;
    case 'Accepted':
      return `${pointsOf(submission)}${passed === total ? 'All ' : `${passed} of `}${countOf(total, 'test')} passed.`;
    case 'Compilation Error':
      return 'Your code does not compile, so no test was run.';
    case 'Judge Error':
      return 'This is our fault, not yours. The operators see it and can have it judged again.';
    case 'Partially Accepted':
    case 'Wrong Answer':
    case 'Time Limit Exceeded':
    case 'Memory Limit Exceeded':
    case 'Output Limit Exceeded':
    case 'Runtime Error':
      return `${pointsOf(submission)}${failureWords(testResults, passed, total)}`;
  }
}

function pointsOf({ score, maxScore }: Submission): string {
  return score === null ? '' : `${describeScore(score, maxScore)}. `;
}

function failureWords(results: Submission['testResults'], passed: number, total: number): string {
  const first = results.some((result) => !isPassed(result.status)) ? firstOfInterest(results) : null;
  const where = first === null ? '' : `Failed first on test ${first}. `;
  return `${where}${passed} of ${countOf(total, 'test')} passed.`;
}
