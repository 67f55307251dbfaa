import type { JudgeObserver } from '../judging/submission-judge.ts';
import type { WorkerMetrics } from '../metrics.ts';

/** Where one attempt's time went, in order; `box` is the wait for a lane and the source's way into it. */
type Stage = 'claim' | 'box' | 'compile' | 'run' | 'close' | 'store';

/** For the log: when the attempt began (milliseconds since 1970), and the milliseconds of each stage that it had. */
export type Took = { began: number; stages: Partial<Record<Stage, number>> };

export type Stopwatch = {
  observer: JudgeObserver;
  /** The judging is over, well or not. */
  end(): void;
  /** Until now. */
  took(): Took;
};

/** Passes on what a judging reports and measures its stages. `claimedAt` is `performance.now()` from before the claim. */
export function timed(observer: JudgeObserver, language: string, metrics: WorkerMetrics, claimedAt: number): Stopwatch {
  const marks: { stage: Stage; at: number }[] = [{ stage: 'claim', at: claimedAt }];
  let lastTestAt: number | undefined;
  let finishPhase: (() => void) | undefined;
  const enter = (stage: Stage, at = performance.now()) => void marks.push({ stage, at });
  const measure = (phase: 'compiling' | 'running') => {
    finishPhase?.();
    finishPhase = metrics[phase].startTimer({ language });
  };
  enter('box');
  return {
    observer: {
      compiling() {
        enter('compile');
        measure('compiling');
        observer.compiling();
      },
      running(testsTotal) {
        enter('run');
        measure('running');
        observer.running(testsTotal);
      },
      tested(result) {
        lastTestAt = performance.now();
        observer.tested(result);
      },
    },
    end() {
      finishPhase?.();
      finishPhase = undefined;
      if (lastTestAt !== undefined) enter('close', lastTestAt);
      enter('store');
    },
    took() {
      const ends = [...marks.slice(1).map(({ at }) => at), performance.now()];
      const stages = marks.map(({ stage, at }, index) => [stage, rounded((ends[index] ?? at) - at)]);
      return { began: rounded(performance.timeOrigin + claimedAt), stages: Object.fromEntries(stages) as Took['stages'] };
    },
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
