import type { Box, Command, Execution, Space } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import type { Container } from './container.ts';

const DEFAULT_SNAPSHOT_BYTES = 256 * 1024 * 1024;
/** The engine takes no less than a few megabytes, and the agent needs some. */
const LEAST_MEMORY_BYTES = 16 * 1024 * 1024;

/**
 * A submission's box: the container that it gets for itself, and one more for what runs beside it. A program that fills
 * its memory can take the whole container with it, agent and all; the commands that follow get another one.
 */
export function createDockerBox(container: Container, takeAnother: () => Promise<Container>, release: () => Promise<void>): Box {
  let closing: Promise<void> | undefined;
  let besides: Promise<Space> | undefined;
  const isClosed = (): boolean => closing !== undefined;
  return {
    ...createLastingSpace(createSpace(container, isClosed), async () => createSpace(await takeAnother(), isClosed)),
    beside: async () => {
      refuseClosed(isClosed);
      return (besides ??= takeAnother().then((other) => createSpace(other, isClosed)));
    },
    converse: () =>
      Promise.reject(new SandboxFault('converse', 'Programs in containers cannot be joined by pipes: interactive problems need the native sandbox')),
    close: () => (closing ??= release()),
  };
}

function refuseClosed(isClosed: () => boolean): void {
  if (isClosed()) throw new SandboxFault('use box', 'The box is closed');
}

type ContainerSpace = Space & {
  /** The last program took the container with it. */
  ranOut(): boolean;
};

/** Goes on in a new container when the last one has ended for want of memory: what made the box is done there again. */
function createLastingSpace(first: ContainerSpace, takeAnother: () => Promise<ContainerSpace>): Space {
  let space = first;
  let turn: Promise<unknown> = Promise.resolve();
  const making: ((space: Space) => Promise<unknown>)[] = [];

  function inTurn<T>(work: (space: Space) => Promise<T>, makes: boolean): Promise<T> {
    const result = turn.then(async () => {
      if (space.ranOut()) await goOnElsewhere();
      const value = await work(space);
      if (makes && !space.ranOut()) making.push(work);
      return value;
    });
    turn = result.catch(() => undefined);
    return result;
  }

  async function goOnElsewhere(): Promise<void> {
    const other = await takeAnother();
    for (const again of making) await again(other);
    space = other;
  }

  return {
    write: (files) => inTurn((current) => current.write(files), true),
    makeDirectory: (path) => inTurn((current) => current.makeDirectory(path), true),
    snapshot: (options) => inTurn((current) => current.snapshot(options), false),
    run: (command) => inTurn((current) => current.run(command), command.profile === 'compile'),
  };
}

function createSpace(container: Container, isClosed: () => boolean): ContainerSpace {
  const { connection } = container;
  let turn: Promise<unknown> = Promise.resolve();
  let ranOut = false;

  async function whileOpen<T>(work: () => Promise<T>): Promise<T> {
    refuseClosed(isClosed);
    return work();
  }

  /** The limits are the container's, so commands must not overlap. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function run(command: Command): Promise<Execution> {
    if (!connection.usable()) throw new SandboxFault('use box', 'The container of this box has ended');
    const { memoryBytes, processes } = command.limits;
    await container.limit({ memoryBytes: Math.max(memoryBytes, LEAST_MEMORY_BYTES), processes });
    const started = performance.now();
    try {
      return await connection.run(command);
    } catch (error) {
      if (isClosed() || connection.usable()) throw error;
      return explain(error, command, performance.now() - started);
    }
  }

  /** The container ended under the program: for want of memory that is the program's doing, otherwise ours. */
  async function explain(error: unknown, command: Command, wallMs: number): Promise<Execution> {
    const { outOfMemory, detail } = await container.death();
    if (!outOfMemory) throw new SandboxFault('container', detail, { cause: error });
    ranOut = true;
    return {
      ending: { kind: 'limit', limit: 'memory' },
      // Its counters ended with it; what it held at that moment was all that it may hold.
      cpuMs: 0,
      wallMs,
      peakMemoryBytes: command.limits.memoryBytes,
      stdout: new Uint8Array(),
      stderr: new Uint8Array(),
      stdoutTruncated: true,
      stderrTruncated: true,
    };
  }

  return {
    write: (files) => whileOpen(() => connection.write(files)),
    makeDirectory: (path) => whileOpen(() => connection.makeDirectory(path)),
    snapshot: ({ directory = '', maxBytes = DEFAULT_SNAPSHOT_BYTES } = {}) => whileOpen(() => connection.snapshot(maxBytes, directory)),
    run: (command) => whileOpen(() => inTurn(() => run(command))),
    ranOut: () => ranOut,
  };
}
