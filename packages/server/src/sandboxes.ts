import path from 'node:path';
import {
  createMachine,
  createNativeSandbox,
  detectLanguages,
  LANGUAGES,
  launcherPath,
  proveLanguages,
  requiredMounts,
  type ProvenLanguages,
} from '@codearena/execution';
import { canJudge, type InstalledLanguage, type IsolationReport, type Sandbox } from '@codearena/core';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { fileHash } from './file-hash.ts';
import type { Lifetime } from './lifetime.ts';

export type Judgement = {
  sandbox: Sandbox;
  report: IsolationReport;
  languages: ProvenLanguages;
  byId: ReadonlyMap<string, InstalledLanguage>;
};

/** Opens the sandbox and proves the languages in it. Where a required layer is off, no program is ever started. */
export async function openSandbox({ config, logger, lifetime }: { config: Config; logger: Logger; lifetime: Lifetime }): Promise<Judgement> {
  const machine = createMachine({ cacheDirectory: path.join(config.dataDir, 'toolchains') });
  const detections = await detectLanguages(LANGUAGES, machine);
  const sandbox = createNativeSandbox({
    lanes: config.lanes,
    mounts: requiredMounts(detections),
    logger,
    ...(config.launcherAddress === null ? {} : { launcherAddress: config.launcherAddress }),
  });
  lifetime.onEnd('sandbox', () => sandbox.stop());
  const report = await sandbox.inspect();
  if (!canJudge(report)) return { sandbox, report, languages: { installed: [], missing: [] }, byId: new Map() };
  await sandbox.start();
  const languages = await proveLanguages(sandbox, detections, {
    cacheFile: path.join(config.dataDir, 'languages.json'),
    fingerprint: await fileHash(launcherPath()),
  });
  return { sandbox, report, languages, byId: new Map(languages.installed.map((language) => [language.definition.id, language])) };
}
