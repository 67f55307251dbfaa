import { randomUUID } from 'node:crypto';
import type { Box, IsolationReport, Sandbox } from '@codearena/core';
import type { LaneReport } from '../launcher/messages.ts';
import { createLanePool } from '../native/lane-pool.ts';
import { startContainer, type Container } from './container.ts';
import { createContainerPool } from './container-pool.ts';
import { DEFAULT_LIMITS, type ContainerLimits, type ContainerSettings } from './container-settings.ts';
import { createDockerBox } from './docker-box.ts';
import { createEngine } from './engine.ts';
import { describeEngine, describeEngineFailure, type EngineInfo } from './engine-report.ts';
import { ownLabel, removeOrphans, SANDBOX_LABEL, WORKER_LABEL } from './owner.ts';
import { containerProfile } from './seccomp-profile.ts';

export type DockerSandboxOptions = {
  socketPath: string;
  /** An image made by deploy/runner. */
  image: string;
  lanes: number;
  /** An OCI runtime that the engine knows, such as runsc; default: the engine's own choice. */
  runtime?: string;
  /** How many containers stand ready; default: one more than there are lanes. */
  poolSize?: number;
  /** How many containers may be in the making or in removal at once; default: as many as there are lanes. */
  poolBudget?: number;
  limits?: Partial<ContainerLimits>;
  logger?: { warn(details: object, message: string): void };
};

/** An engine may still be making a container that a dead worker asked for when the others are removed. */
const ORPHAN_SWEEP_MS = 10_000;

export function createDockerSandbox(options: DockerSandboxOptions): Sandbox {
  const { lanes, image, runtime, logger } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const engine = createEngine(options.socketPath);
  const laneNumbers = createLanePool(lanes);
  const pool = createContainerPool({ create, size: options.poolSize ?? lanes + 1, budget: options.poolBudget ?? lanes, logger });
  const id = randomUUID();
  const inUse = new Set<string>();
  let settings: Promise<ContainerSettings> | undefined;
  let report: LaneReport | undefined;
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;
  let sweep: NodeJS.Timeout | undefined;

  async function readSettings(): Promise<ContainerSettings> {
    const seccompProfile = JSON.stringify(await containerProfile());
    return { image, runtime, limits, seccompProfile, labels: { [WORKER_LABEL]: await ownLabel(), [SANDBOX_LABEL]: id } };
  }

  async function create(): Promise<Container> {
    const container = await startContainer(engine, await (settings ??= readSettings()));
    report = container.report;
    inUse.add(container.id);
    return { ...container, remove: () => (inUse.delete(container.id), container.remove()) };
  }

  async function start(): Promise<void> {
    await removeForgottenContainers();
    const again = () => removeForgottenContainers().catch((error: unknown) => logger?.warn({ err: error }, 'Forgotten containers could not be looked for'));
    sweep ??= setInterval(() => void again(), ORPHAN_SWEEP_MS).unref();
    await pool.start();
  }

  async function removeForgottenContainers(): Promise<void> {
    const orphans = await removeOrphans(engine, { sandbox: id, inUse });
    if (orphans > 0) logger?.warn({ orphans }, 'Containers that nobody uses any more were removed');
  }

  async function open(signal: AbortSignal | undefined): Promise<Box> {
    const lane = await laneNumbers.acquire(signal);
    try {
      const containers = [await pool.take(signal)] as [Container, ...Container[]];
      let open = true;
      const takeAnother = async (): Promise<Container> => {
        const another = await pool.take();
        containers.push(another);
        if (!open) await endAll(containers);
        return another;
      };
      const release = (): Promise<void> => {
        open = false;
        return giveBack(lane, containers);
      };
      return createDockerBox(containers[0], takeAnother, release);
    } catch (error) {
      laneNumbers.release(lane);
      throw error;
    }
  }

  /** The lane is free when everything in its containers is dead; that they leave the engine's books may take longer. */
  async function giveBack(lane: number, containers: readonly Container[]): Promise<void> {
    await endAll(containers);
    laneNumbers.release(lane);
  }

  async function endAll(containers: readonly Container[]): Promise<void> {
    for (const container of containers) pool.discard(container);
    await Promise.all(containers.map((container) => container.connection.destroy()));
  }

  /** Speaks of this moment: the engine is asked, and where no container has been up yet, one is started for the pool. */
  async function inspect(): Promise<IsolationReport> {
    try {
      const info = await engine.call<EngineInfo>('ask container engine', 'GET', '/info');
      if (!report) await pool.start();
      return describeEngine({ info, report, lanes, runtime, limits });
    } catch (error) {
      return describeEngineFailure(error as Error, lanes);
    }
  }

  async function stop(): Promise<void> {
    laneNumbers.close();
    clearInterval(sweep);
    await pool.stop();
    engine.close();
  }

  return {
    kind: 'docker',
    converses: false,
    lanes: () => lanes,
    start: () => {
      starting ??= start();
      // An engine that is away now may be there at the next attempt.
      starting.catch(() => (starting = undefined));
      return starting;
    },
    open: (openOptions) => open(openOptions?.signal),
    // A container costs more than the tests that it would run.
    openSpare: async () => null,
    inspect,
    stop: () => (stopping ??= stop()),
  };
}
