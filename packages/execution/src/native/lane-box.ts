import type { Box } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import type { LaneConnection } from '../launcher/lane-connection.ts';

const DEFAULT_SNAPSHOT_BYTES = 256 * 1024 * 1024;

/** A submission's box on a lane. `release` gets whether a command was still under way when the box was closed. */
export function createLaneBox(connection: LaneConnection, release: (busy: boolean) => Promise<void>): Box {
  let closing: Promise<void> | undefined;
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

  return {
    write: (files) => whileOpen(() => connection.write(files)),
    snapshot: (options) => whileOpen(() => connection.snapshot(options?.maxBytes ?? DEFAULT_SNAPSHOT_BYTES)),
    run: (command) => whileOpen(() => connection.run(command)),
    close: () => (closing ??= release(underWay > 0)),
  };
}
