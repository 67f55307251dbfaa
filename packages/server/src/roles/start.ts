import { canJudge, type InstallationLimits } from '@codearena/core';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { readyLine, refusal, weaknesses } from '../banner.ts';
import type { Config } from '../config.ts';
import { listen } from '../http.ts';
import { PRACTICE_PROBLEMS } from '../installation.ts';
import type { Lifetime } from '../lifetime.ts';
import { importPackage, packagesIn } from '../practice-problems.ts';
import { openSandbox, passGate } from '../sandboxes.ts';
import { openPlatform, type Platform } from '../wiring.ts';
import { listLanguages } from '@codearena/worker';
import { attachRealtime, gatewayOf, startWorker, type RoleParts } from './parts.ts';

/** The whole product in one process, on one port. */
export async function start(config: Config, logger: Logger, lifetime: Lifetime): Promise<void> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const [platform, judgement] = await Promise.all([openPlatform({ config, logger, lifetime }), openSandbox({ config, logger, lifetime, onTrials })]);
  await importPracticeProblems(platform, config.limits, logger);
  const parts: RoleParts = { config, logger, lifetime, platform, registry };
  const { server, port, drain } = await listen(gatewayOf(parts, ''), config);
  lifetime.onEnd('http', drain);
  attachRealtime(parts, server, []);
  const url = `http://localhost:${port}`;
  if (!canJudge(judgement.report)) return say(refusal(url, judgement.report));
  await passGate(judgement, config);
  await startWorker(parts, judgement);
  say(readyLine(url, judgement.report, listLanguages(judgement.byId)));
  for (const weakness of weaknesses(judgement.report)) say(weakness);
}

/** The first start waits for them; later ones look in the background whether a package has changed. */
async function importPracticeProblems(platform: Platform, limits: InstallationLimits, logger: Logger): Promise<void> {
  const packages = await packagesIn(PRACTICE_PROBLEMS);
  const known = await platform.problems.versions();
  const importing = importAll(packages, platform, limits, logger);
  if (known.size > 0) return void importing.catch((error: unknown) => logger.error({ err: error }, 'importing the practice problems failed'));
  say(`• Importing ${packages.length} practice problems …`);
  await importing;
}

async function importAll(packages: readonly string[], platform: Platform, limits: InstallationLimits, logger: Logger): Promise<void> {
  for (const location of packages) {
    const { slug, changed } = await importPackage(platform.problems, location, limits);
    if (changed) logger.info({ slug }, 'practice problem imported');
  }
}

function onTrials(count: number): void {
  say(`• Trying out ${count} languages in the sandbox …`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
