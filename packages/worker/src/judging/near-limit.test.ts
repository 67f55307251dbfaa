import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJudging, submissionWork, type JudgingFixture } from './judging.fixture.ts';

let fixture: JudgingFixture;
beforeAll(async () => {
  fixture = await startJudging();
});
afterAll(() => fixture.stop());

const NOBODY = { compiling() {}, running() {}, tested() {} };

describe('a program near its time limit', () => {
  /** Prints the right answer after so much CPU time. */
  const busy = (seconds: number) => `#include <stdio.h>\n#include <time.h>\nint main(void) { while (clock() < ${seconds} * CLOCKS_PER_SEC); puts("1"); }\n`;

  async function judgeBusy(seconds: number) {
    const problem = await fixture.problem([['', '1']], { limits: { timeMs: 100 } });
    const outcome = await fixture.judge.judge(submissionWork('c', busy(seconds), problem), NOBODY);
    return outcome.kind === 'submission' ? outcome.testResults[0] : undefined;
  }

  it('is run again when it was too slow by less than a tenth, and all its times are told', async () => {
    const result = await judgeBusy(0.102);
    expect(result).toMatchObject({ status: 'Time Limit Exceeded', message: 'used more than 0.1 s of CPU time' });
    const { limitMs, timesMs = [] } = result?.timing ?? {};
    expect(limitMs).toBe(100);
    expect(timesMs).toHaveLength(3);
    expect(result?.timeMs).toBe(Math.min(...timesMs));
  });

  it('is run once when it was fast enough or much too slow, and then ended a tenth beyond the limit', async () => {
    const fast = await judgeBusy(0.08);
    expect(fast).toMatchObject({ status: 'Accepted' });
    expect(fast).not.toHaveProperty('timing');
    const slow = await judgeBusy(5);
    expect(slow).toMatchObject({ status: 'Time Limit Exceeded' });
    expect(slow).not.toHaveProperty('timing');
    expect(slow?.timeMs).toBeGreaterThanOrEqual(110);
    expect(slow?.timeMs).toBeLessThan(300);
  });
});
