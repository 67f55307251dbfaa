import type { Box, Space } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import type { LaneConnection } from '../launcher/lane-connection.ts';

const DEFAULT_SNAPSHOT_BYTES = 256 * 1024 * 1024;

export type LaneBoxParts = {
  connection: LaneConnection;
  /** Opens the lane's second side. */
  openBeside: () => Promise<LaneConnection>;
  /** Gets whether a command was still under way when the box was closed. */
  release: (busy: boolean) => Promise<void>;
};

/** A submission's box on a lane. */
export function createLaneBox({ connection, openBeside, release }: LaneBoxParts): Box {
  let closing: Promise<void> | undefined;
  let besides: Promise<Space> | undefined;
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

  return {
    ...spaceOn(connection),
    beside: () => whileOpen(() => (besides ??= openBeside().then(spaceOn))),
    close: () => (closing ??= release(underWay > 0)),
  };
}
