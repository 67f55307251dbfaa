export { createJudge, type Judge, type JudgeParts } from './judging/judge.ts';
export type { JudgeObserver } from './judging/submission-judge.ts';
export { createHousekeeper, type Housekeeper } from './housekeeper.ts';
export { createSweeper, type Sweeper, type SweeperDeps } from './sweeper.ts';
export { createWorker, listLanguages, type Worker, type WorkerDeps } from './worker.ts';
export { inferLimit, type InferredLimit } from './verify/inferred-limit.ts';
export { renderReport } from './verify/table.ts';
export type { InputReport, ProblemReport, SubmissionReport, Timing, VerificationReport } from './verify/report.ts';
export { verifyPackages, type VerificationOptions } from './verify/verify.ts';
