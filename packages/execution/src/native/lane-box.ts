import { randomBytes } from 'node:crypto';
import type { Box, Command, Conversation, Space, OnSaid } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import type { JoinedExecution, LaneConnection } from '../launcher/lane-connection.ts';

const DEFAULT_SNAPSHOT_BYTES = 256 * 1024 * 1024;

export type LaneBoxParts = {
  connection: LaneConnection;
  /** Opens the lane's second side. */
  openBeside: () => Promise<BesideLane>;
  /** Gets whether a command was still under way when the box was closed. */
  release: (busy: boolean) => Promise<void>;
};

export type BesideLane = { connection: LaneConnection; slot: number };

/** A submission's box on a lane. */
export function createLaneBox({ connection, openBeside, release }: LaneBoxParts): Box {
  let closing: Promise<void> | undefined;
  let besides: Promise<BesideLane & { space: Space }> | undefined;
  let underWay = 0;

  async function whileOpen<T>(work: () => Promise<T>): Promise<T> {
    if (closing) throw new SandboxFault('use box', 'The box is closed');
    underWay++;
    try {
      return await work();
    } finally {
      underWay--;
    }
  }

  function spaceOn(side: LaneConnection): Space {
    return {
      write: (files) => whileOpen(() => side.write(files)),
      makeDirectory: (path) => whileOpen(() => side.makeDirectory(path)),
      snapshot: ({ directory = '', maxBytes = DEFAULT_SNAPSHOT_BYTES } = {}) => whileOpen(() => side.snapshot(maxBytes, directory)),
      run: (command) => whileOpen(() => side.run(command)),
    };
  }

  function openedBeside(): Promise<BesideLane & { space: Space }> {
    besides ??= openBeside().then((side) => ({ ...side, space: spaceOn(side.connection) }));
    return besides;
  }

  async function converse(own: Command, beside: Command, onSaid?: OnSaid): Promise<Conversation> {
    const side = await openedBeside();
    const token = randomBytes(8).readBigUInt64LE();
    const runs = [
      connection.runJoined(own, { role: 'lead', partner: side.slot, token, record: onSaid !== undefined }, onSaid),
      side.connection.runJoined(beside, { role: 'follow', token }),
    ] as const;
    return conversationOf(await Promise.all(runs));
  }

  return {
    ...spaceOn(connection),
    beside: () => whileOpen(async () => (await openedBeside()).space),
    converse: (own, beside, onSaid) => whileOpen(() => converse(own, beside, onSaid)),
    close: () => (closing ??= release(underWay > 0)),
  };
}

/** The launcher sees to it that only one who leads and was deserted can have ended second. */
function conversationOf([leading, following]: [JoinedExecution, JoinedExecution]): Conversation {
  return { own: leading.execution, beside: following.execution, endedFirst: leading.deserted ? 'beside' : 'own' };
}
