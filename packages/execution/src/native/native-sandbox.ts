import type { Socket } from 'node:net';
import type { Box, IsolationReport, Mount, Sandbox } from '@codearena/core';
import { createCourier, type Courier } from '../launcher/courier.ts';
import type { LaneConnection } from '../launcher/lane-connection.ts';
import { createLaneConnection } from '../launcher/lane-connection.ts';
import type { LaneReport } from '../launcher/messages.ts';
import { probe } from '../launcher/probe.ts';
import { launcherPath } from '../launcher/program.ts';
import { createLanePool } from './lane-pool.ts';
import { connectToLauncher, givenLauncher, ownLauncher } from './launcher-process.ts';
import { createLaneBox, type BesideLane } from './lane-box.ts';
import { describeFailure, describeIsolation } from './isolation.ts';

export type NativeSandboxOptions = {
  /** Address of a launcher that runs already (CODEARENA_LAUNCHER); without it, one is started. */
  launcherAddress?: string;
  /** The launcher's program; default: where set-up puts it. */
  launcherPath?: string;
  lanes: number;
  /** Toolchain directories outside /usr, bound read-only in every lane. */
  mounts?: readonly Mount[];
  logger?: { warn(details: object, message: string): void };
};

const INSPECT_MS = 10_000;

type Side = { connection: LaneConnection; report: LaneReport };
/** A lane is two sides on one core: a submission's own, and the one beside it, opened when it is first wanted; and their courier. */
type Lane = { own: Side; beside?: Side | undefined; courier: Courier };

export function createNativeSandbox(options: NativeSandboxOptions): Sandbox {
  const pool = createLanePool(options.lanes);
  const program = options.launcherPath ?? launcherPath();
  const launcher = options.launcherAddress ? givenLauncher(options.launcherAddress) : ownLauncher(program);
  const lanes = new Map<number, Lane>();
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  async function openSide(number: number, courier: Courier): Promise<Side> {
    const connection = createLaneConnection(await toLauncher(), courier);
    try {
      return { connection, report: await connection.hello(number, options.mounts ?? []) };
    } catch (error) {
      await connection.destroy();
      throw error;
    }
  }

  async function toLauncher(): Promise<Socket> {
    return connectToLauncher(await launcher.get());
  }

  function courierTo(number: number): Courier {
    let told = false;
    const onRefused = (err: unknown): void => {
      if (!told) options.logger?.warn({ lane: number, err }, 'Large test files take the slower way into the sandbox');
      told = true;
    };
    return createCourier({ connect: toLauncher, lane: number, onRefused });
  }

  async function openLane(number: number): Promise<Lane> {
    const current = lanes.get(number);
    if (current?.own.connection.usable()) return current;
    await retire(number);
    const courier = courierTo(number);
    const lane: Lane = { own: await openSide(number, courier), courier };
    lanes.set(number, lane);
    return lane;
  }

  async function openBeside(number: number, lane: Lane): Promise<BesideLane> {
    if (!lane.beside?.connection.usable()) lane.beside = await openSide(number, lane.courier);
    const { connection, report } = lane.beside;
    return { connection, slot: report.slot };
  }

  async function retire(number: number): Promise<void> {
    const lane = lanes.get(number);
    lanes.delete(number);
    if (lane) await destroy(lane);
  }

  /** A command that is still under way ends with its lane; otherwise the lane is emptied for the next box. */
  async function giveBack(number: number, lane: Lane, busy: boolean): Promise<void> {
    try {
      if (busy) await retire(number);
      else await Promise.all(connectionsOf(lane).map((connection) => connection.reset()));
    } catch (reason) {
      options.logger?.warn({ lane: number, err: reason }, 'A sandbox lane was retired; the next box gets a new one');
      await retire(number);
    } finally {
      pool.release(number);
    }
  }

  async function openSpare(onWanted: () => void): Promise<Box | null> {
    const number = pool.acquireSpare(onWanted);
    return number === null ? null : openOn(number);
  }

  async function open(signal: AbortSignal | undefined): Promise<Box> {
    return openOn(await pool.acquire(signal));
  }

  async function openOn(number: number): Promise<Box> {
    try {
      const lane = await openLane(number);
      return createLaneBox({
        connection: lane.own.connection,
        openBeside: () => openBeside(number, lane),
        release: (busy) => giveBack(number, lane, busy),
      });
    } catch (error) {
      await retire(number);
      pool.release(number);
      throw error;
    }
  }

  async function start(): Promise<void> {
    await Promise.all(Array.from({ length: options.lanes }, (_, number) => openLane(number)));
  }

  async function stop(): Promise<void> {
    pool.close();
    await Promise.all([...lanes.values()].map(destroy));
    await launcher.stop();
  }

  /** Opens a lane where none is open, so that it speaks of this moment and not of the start. */
  async function inspect(): Promise<IsolationReport> {
    const lane = [...lanes.values()].find(({ own }) => own.connection.usable());
    if (lane) return describeIsolation(lane.own.report, options.lanes);
    const number = await pool.acquire(AbortSignal.timeout(INSPECT_MS));
    try {
      const { own } = await openLane(number);
      return describeIsolation(own.report, options.lanes);
    } catch (error) {
      return describeFailure(error as Error, await probe(program), options.lanes);
    } finally {
      pool.release(number);
    }
  }

  return {
    kind: 'native',
    converses: true,
    lanes: () => options.lanes,
    start: () => (starting ??= start()),
    open: (openOptions) => open(openOptions?.signal),
    openSpare,
    inspect,
    stop: () => (stopping ??= stop()),
  };
}

function connectionsOf({ own, beside }: Lane): LaneConnection[] {
  return beside ? [own.connection, beside.connection] : [own.connection];
}

async function destroy(lane: Lane): Promise<void> {
  await Promise.all([...connectionsOf(lane), lane.courier].map((connection) => connection.destroy()));
}
