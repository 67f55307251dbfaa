import type { Duplex } from 'node:stream';
import type { BoxFile, Command, Execution, GivenFile, Mount, OnSaid } from '@codearena/core';
import type { Courier } from './courier.ts';
import { createExchange } from './exchange.ts';
import { REPLY, REQUEST } from './frames.ts';
import type { Brought, Join, LaneReport } from './messages.ts';
import { decodeFileHeader, decodeReport, decodeResult, encodeCommand, encodeDirectory, encodeFileHeader, encodeHello, encodeSnapshot } from './messages.ts';

/**
 * One lane, spoken to over any stream: a socket of the native launcher or a container's stdin and stdout.
 * Requests are answered one after another; a lane that is not `usable` any more must be destroyed and replaced.
 */
export type LaneConnection = {
  usable(): boolean;
  hello(lane: number, mounts: readonly Mount[]): Promise<LaneReport>;
  write(files: readonly GivenFile[]): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  snapshot(maxBytes: number, directory: string): Promise<BoxFile[]>;
  run(command: Command): Promise<Execution>;
  /** With stdin and stdout joined to another lane's run. */
  runJoined(command: Command, join: Join, onSaid?: OnSaid): Promise<JoinedExecution>;
  reset(): Promise<void>;
  /** Kills what runs; resolves when nothing of the lane is left. */
  destroy(): Promise<void>;
};

export type JoinedExecution = { execution: Execution; deserted: boolean };

const NOTHING = Buffer.alloc(0);

export function createLaneConnection(stream: Duplex, courier?: Courier): LaneConnection {
  const { usable, answer, send, sendOrLose, request, inTurn, destroy } = createExchange(stream);
  let slot = -1;

  async function hello(lane: number, mounts: readonly Mount[]): Promise<LaneReport> {
    const report = decodeReport(await request(REQUEST.hello, encodeHello(lane, mounts), REPLY.ready));
    slot = report.slot;
    return report;
  }

  async function writeFiles(files: readonly GivenFile[]): Promise<void> {
    const answers: Promise<unknown>[] = [];
    for (const { path, executable = false, content } of files) {
      const head = encodeFileHeader(path, executable);
      answers.push(answer(REPLY.done));
      await sendOrLose(REQUEST.write, head, content);
    }
    const results = await Promise.allSettled(answers);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  async function takeSnapshot(maxBytes: number, directory: string): Promise<BoxFile[]> {
    const head = encodeSnapshot(maxBytes, directory);
    const gathered: { path: string; executable: boolean; chunks: Buffer[] }[] = [];
    const done = answer(REPLY.done, {
      onFrame: (type, file) => {
        if (type === REPLY.file) gathered.push({ ...decodeFileHeader(file), chunks: [] });
      },
      onBody: (_type, _head, chunk) => gathered.at(-1)?.chunks.push(chunk),
    });
    send(REQUEST.snapshot, head);
    await done;
    const files = gathered.map(({ path, executable, chunks }) => ({ path, executable, content: Buffer.concat(chunks) }));
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Programs under the narrower filters cannot leave a mark on what the next one gets, too. */
  async function broughtFor({ stdin, profile }: Command): Promise<Brought | null> {
    if (stdin === undefined || stdin instanceof Uint8Array || profile !== 'run') return null;
    const token = await courier?.bring(slot, stdin.file);
    return token === undefined ? null : { role: 'brought', token };
  }

  async function runCommand(command: Command, join: Join | null, onSaid?: OnSaid): Promise<JoinedExecution> {
    const brought = join === null ? await broughtFor(command) : null;
    const head = encodeCommand(command, join ?? brought);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const done = answer(REPLY.result, {
      onBody: (type, _head, chunk) => {
        if (type === REPLY.stderr) stderr.push(chunk);
        else if (type === REPLY.said) onSaid?.('own', chunk);
        else if (type === REPLY.heard) onSaid?.('beside', chunk);
        else if (command.onStdout) command.onStdout(chunk);
        else stdout.push(chunk);
      },
    });
    await sendOrLose(REQUEST.run, head, brought ? NOTHING : (command.stdin ?? NOTHING));
    const { deserted, ...result } = decodeResult(await done);
    return { execution: { ...result, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) }, deserted };
  }

  async function execute(command: Command): Promise<Execution> {
    return (await runCommand(command, null)).execution;
  }

  return {
    usable,
    hello: (lane, mounts) => inTurn(() => hello(lane, mounts)),
    write: (files) => inTurn(() => writeFiles(files)),
    makeDirectory: (path) => inTurn(async () => void (await request(REQUEST.directory, encodeDirectory(path), REPLY.done))),
    snapshot: (maxBytes, directory) => inTurn(() => takeSnapshot(maxBytes, directory)),
    run: (command) => inTurn(() => execute(command)),
    runJoined: (command, join, onSaid) => inTurn(() => runCommand(command, join, onSaid)),
    reset: () => inTurn(async () => void (await request(REQUEST.reset, Buffer.alloc(0), REPLY.done))),
    destroy: () => destroy('The lane was given up'),
  };
}
