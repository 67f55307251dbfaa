import type { Box } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import type { LaneConnection } from '../launcher/lane-connection.ts';

const DEFAULT_SNAPSHOT_BYTES = 256 * 1024 * 1024;

/** A submission's box on a lane; `release` empties the lane and gives it back. */
export function createLaneBox(connection: LaneConnection, release: () => Promise<void>): Box {
  let closing: Promise<void> | undefined;

  function whileOpen<T>(work: () => Promise<T>): Promise<T> {
    if (closing) return Promise.reject(new SandboxFault('use box', 'The box is closed'));
    return work();
  }

  return {
    write: (files) => whileOpen(() => connection.write(files)),
    snapshot: (options) => whileOpen(() => connection.snapshot(options?.maxBytes ?? DEFAULT_SNAPSHOT_BYTES)),
    run: (command) => whileOpen(() => connection.run(command)),
    close: () => (closing ??= release()),
  };
}
