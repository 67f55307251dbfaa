import type { Logger } from 'pino';
import type { Dependency, Readiness } from '@codearena/contracts';
import { CodeArenaError, type Probe, type WorkerRegistry, type WorkerReport } from '@codearena/core';
import { within } from './deadline.ts';

const PROBE_MS = 2_000;

export type ReadinessOptions = { probes: readonly Probe[]; workers: WorkerRegistry; logger: Logger };

/** Asks every dependency at the same time; none can hold the answer up. */
export function createReadiness({ probes, workers, logger }: ReadinessOptions): () => Promise<Readiness> {
  return async () => {
    const dependencies = await Promise.all([
      ...probes.map((probe) => examine(probe.name, async () => probe.check(), logger)),
      examine('worker', async () => describeWorkers(await workers.live()), logger),
    ]);
    return { ready: dependencies.every(({ ok }) => ok), dependencies };
  };
}

async function examine(name: string, check: () => Promise<string | void>, logger: Logger): Promise<Dependency> {
  try {
    const detail = await within(PROBE_MS, name, check());
    return detail ? { name, ok: true, detail } : { name, ok: true };
  } catch (err) {
    logger.warn({ err, dependency: name }, 'not ready');
    // What a driver says may hold addresses and user names; only our own words are for everybody's eyes.
    return { name, ok: false, detail: err instanceof CodeArenaError ? err.message : 'cannot be reached' };
  }
}

function describeWorkers(live: readonly WorkerReport[]): string {
  if (live.length === 0) throw new CodeArenaError('unavailable', 'no live worker');
  const working = live.filter(({ trouble }) => trouble === null);
  const idle = live.flatMap(({ workerId, trouble }) => (trouble === null ? [] : [`${workerId} takes no submissions: ${trouble}`]));
  if (working.length === 0) throw new CodeArenaError('unavailable', idle.join('; '));
  const lanes = working.reduce((sum, worker) => sum + worker.lanes, 0);
  const weak = [...new Set(live.flatMap(weaknesses))];
  const speeds = live.flatMap(({ workerId, isolation: { speed } }) => (speed ? [`${workerId}: time limits × ${speed.factor}`] : []));
  return [`${working.length} live, ${lanes} lanes`, ...idle, ...speeds, ...weak].join('; ');
}

function weaknesses({ isolation }: WorkerReport): string[] {
  return isolation.layers.filter(({ state }) => state !== 'on').map(({ name, state, detail }) => `${isolation.kind}: ${name} is ${state} (${detail})`);
}
