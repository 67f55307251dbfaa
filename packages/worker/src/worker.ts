import type { Registry } from 'prom-client';
import type { Language } from '@codearena/contracts';
import type {
  EventBus,
  InstalledLanguage,
  JudgingStore,
  QueueItem,
  Probe,
  Sandbox,
  SubmissionConsumer,
  SubmissionRecovery,
  WorkerRegistry,
  WorkerReport,
} from '@codearena/core';
import { createAnnouncer } from './attempt/announcer.ts';
import { attempt, Draining } from './attempt/attempt.ts';
import { createPace } from './attempt/pace.ts';
import type { DiskNeeds } from './disk-space.ts';
import { createIntake } from './intake.ts';
import type { Judge } from './judging/judge.ts';
import type { Logger } from './logger.ts';
import { createWorkerMetrics } from './metrics.ts';

export type WorkerDeps = {
  workerId: string;
  consumer: SubmissionConsumer;
  judging: JudgingStore;
  recovery: SubmissionRecovery;
  bus: EventBus;
  judge: Judge;
  registry: WorkerRegistry;
  sandbox: Sandbox;
  languages: ReadonlyMap<string, InstalledLanguage>;
  metrics: Registry;
  logger: Logger;
  disk: DiskNeeds;
  /** How long `stop` lets running judgings go on before it gives them back. */
  drainMs?: number;
  beatEveryMs?: number;
};

/** The role that judges. It owns neither the sandbox nor the connections it is given. */
export type Worker = {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Whether this worker, apart from others, takes on work. */
  probe: Probe;
};

const BEAT_EVERY_MS = 2_000;
const DRAIN_MS = 5_000;

export function createWorker(deps: WorkerDeps): Worker {
  const { consumer, registry, workerId, logger } = deps;
  const announcer = createAnnouncer(deps.recovery, deps.bus, logger);
  const pace = createPace();
  const intake = createIntake(deps);
  const parts = { ...deps, announcer, pace, metrics: createWorkerMetrics(deps.metrics) };
  const draining = new AbortController();
  let started: Promise<void> | undefined;
  let stopped: Promise<void> | undefined;
  let beating: NodeJS.Timeout | undefined;

  const handle = (item: QueueItem) =>
    attempt(parts, item, draining.signal).catch((error: unknown) => logger.error({ err: error, submissionId: item.id }, 'could not be claimed'));
  const start = async () => {
    const standing = { workerId, lanes: deps.sandbox.lanes(), languages: listLanguages(deps.languages), isolation: await deps.sandbox.inspect() };
    const report = (): WorkerReport => ({ ...standing, judgingMs: pace.meanMs(), trouble: intake.trouble() });
    await registry.beat(report());
    await consumer.start(handle);
    await intake.look();
    beating = setInterval(() => void intake.look().then(() => beat(registry, report(), logger)), deps.beatEveryMs ?? BEAT_EVERY_MS);
  };
  const stop = async () => {
    const abandon = setTimeout(() => draining.abort(new Draining()), deps.drainMs ?? DRAIN_MS);
    try {
      await consumer.stop();
      await announcer.stop();
    } finally {
      clearTimeout(abandon);
      clearInterval(beating);
    }
    await registry.leave(workerId).catch((error: unknown) => logger.warn({ err: error }, 'could not sign off'));
  };
  return { start: () => (started ??= start()), stop: () => (stopped ??= stop()), probe: intake.probe };
}

function beat(registry: WorkerRegistry, report: WorkerReport, logger: Logger): void {
  registry.beat(report).catch((error: unknown) => logger.warn({ err: error }, 'could not say that this worker lives'));
}

export function listLanguages(languages: ReadonlyMap<string, InstalledLanguage>): Language[] {
  return [...languages.values()].map(({ definition, toolchain }) => ({
    id: definition.id,
    name: definition.name,
    version: toolchain.version,
    monaco: definition.monaco,
    extension: definition.extensions[0],
    timeMultiplier: definition.timeMultiplier,
    starterCode: definition.starterCode,
  }));
}
