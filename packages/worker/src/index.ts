export { createJudge, type Judge, type JudgeParts } from './judging/judge.ts';
export { testCpuMs } from './judging/execution-limits.ts';
export type { JudgeObserver } from './judging/submission-judge.ts';
export { createSweeper, type Sweeper, type SweeperDeps } from './sweeper.ts';
export { createWorker, listLanguages, type Worker, type WorkerDeps } from './worker.ts';
