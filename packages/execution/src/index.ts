export * from './languages/index.ts';
export { createNativeSandbox } from './native/native-sandbox.ts';
export type { NativeSandboxOptions } from './native/native-sandbox.ts';
export { buildLauncher, launcherPath } from './launcher/program.ts';
