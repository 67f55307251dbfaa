export * from './package-error.ts';
export { PACKAGE_LIMITS, type PackageLimits } from './package-limits.ts';
export { openPackage, type ProblemPackage } from './problem-package.ts';
export type { JurySubmission } from './submissions.ts';
export type { InputValidator } from './input-validators.ts';
export { exportPackage } from './export.ts';
export { scaffoldPackage } from './scaffold.ts';
