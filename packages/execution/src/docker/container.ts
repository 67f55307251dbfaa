import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxFault } from '@codearena/core';
import type { LaneConnection } from '../launcher/lane-connection.ts';
import { createLaneConnection } from '../launcher/lane-connection.ts';
import type { LaneReport } from '../launcher/messages.ts';
import { separateStreams } from './attached-stream.ts';
import { containerBody, limitsUpdate, type ContainerSettings, type SharedLimits } from './container-settings.ts';
import type { Engine } from './engine.ts';

/** A running container whose agent has said that it is ready. */
export type Container = {
  id: string;
  connection: LaneConnection;
  report: LaneReport;
  /** What everything in the container may use together. The engine is asked only for a change: it takes its time. */
  limit(wanted: SharedLimits): Promise<void>;
  /** Why a container whose connection was lost has ended. */
  death(): Promise<Death>;
  /** Kills all that is in the container and removes it. Safe to call twice. */
  remove(): Promise<void>;
};

export type Death = { outOfMemory: boolean; detail: string };

export const NAME_PREFIX = 'codearena-';

/** How long the end of a container whose connection has ended may take to be known. */
const DEATH_MS = 3_000;

const LIMIT_ATTEMPTS = 5;
const LIMIT_PAUSE_MS = 20;

type Inspection = { State: { Running: boolean; OOMKilled: boolean; ExitCode: number; Error: string } };

export async function startContainer(engine: Engine, settings: ContainerSettings): Promise<Container> {
  const name = NAME_PREFIX + randomUUID();
  const { Id: id } = await engine.call<{ Id: string }>('create container', 'POST', `/containers/create?name=${name}`, { body: containerBody(settings) });
  try {
    return await bringUp(engine, id, settings);
  } catch (error) {
    await removeContainer(engine, id);
    throw error;
  }
}

async function bringUp(engine: Engine, id: string, settings: ContainerSettings): Promise<Container> {
  const { stream, complaint } = separateStreams(await engine.attach('attach to container', `/containers/${id}/attach?stream=1&stdin=1&stdout=1&stderr=1`));
  const connection = createLaneConnection(stream);
  let { memoryBytes, processes } = settings.limits;
  let removing: Promise<void> | undefined;

  async function limit(wanted: SharedLimits): Promise<void> {
    if (wanted.memoryBytes === memoryBytes && wanted.processes === processes) return;
    await setLimits(engine, id, wanted);
    ({ memoryBytes, processes } = wanted);
  }

  async function death(): Promise<Death> {
    // The connection can end a moment before the engine knows why.
    await engine.call('wait for container', 'POST', `/containers/${id}/wait`, { timeoutMs: DEATH_MS }).catch(() => undefined);
    const { State } = await engine.call<Inspection>('inspect container', 'GET', `/containers/${id}/json`);
    const how = State.Running ? 'still runs' : `ended with ${State.ExitCode}`;
    return {
      outOfMemory: !State.Running && State.OOMKilled,
      detail: [`Container ${id.slice(0, 12)} ${how}`, State.Error, complaint()].filter(Boolean).join(': '),
    };
  }

  try {
    await engine.call('start container', 'POST', `/containers/${id}/start`);
    const report = await connection.hello(0, []);
    const remove = (): Promise<void> => (removing ??= destroy(engine, id, connection));
    return { id, connection, report, limit, death, remove };
  } catch (error) {
    const words = complaint();
    await connection.destroy();
    throw words && error instanceof SandboxFault ? new SandboxFault(error.step, `${error.message}: ${words}`, { cause: error }) : error;
  }
}

/**
 * What a program left in the kernel's caches can stand above a lower limit: the kernel refuses it, but lets go of some
 * each time.
 */
async function setLimits(engine: Engine, id: string, wanted: SharedLimits): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await engine.call('limit container', 'POST', `/containers/${id}/update`, { body: limitsUpdate(wanted) });
    } catch (error) {
      if (attempt === LIMIT_ATTEMPTS || !(error instanceof SandboxFault && error.message.includes('unable to set memory limit'))) throw error;
      await sleep(LIMIT_PAUSE_MS);
    }
  }
}

async function destroy(engine: Engine, id: string, connection: LaneConnection): Promise<void> {
  await Promise.all([connection.destroy(), removeContainer(engine, id)]);
}

/** Also of one that runs, and of one that somebody else has removed or is removing. */
export async function removeContainer(engine: Engine, id: string): Promise<void> {
  await engine.call('remove container', 'DELETE', `/containers/${id}?force=1&v=1`, { accept: [204, 404, 409] });
}
