export * from './errors.ts';
export * from './language.ts';
export * from './messaging.ts';
export * from './problem.ts';
export * from './sandbox.ts';
export * from './stores.ts';
export * from './submission.ts';
export * from './session-cookie.ts';
