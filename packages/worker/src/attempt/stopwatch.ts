import type { JudgeObserver } from '../judging/submission-judge.ts';
import type { WorkerMetrics } from '../metrics.ts';

/** Passes on what a judging reports and measures its phases. `end` closes the last of them. */
export function timed(observer: JudgeObserver, language: string, metrics: WorkerMetrics): { observer: JudgeObserver; end(): void } {
  let finishPhase: (() => void) | undefined;
  const enter = (phase: 'compiling' | 'running') => {
    finishPhase?.();
    finishPhase = metrics[phase].startTimer({ language });
  };
  return {
    observer: {
      compiling() {
        enter('compiling');
        observer.compiling();
      },
      running(testsTotal) {
        enter('running');
        observer.running(testsTotal);
      },
      tested: (result) => observer.tested(result),
    },
    end() {
      finishPhase?.();
      finishPhase = undefined;
    },
  };
}
