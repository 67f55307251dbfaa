import { readFileSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import type { BoxFile, Command, Execution, GivenFile, Mount, OnSaid } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import { createFrameReader, frameHeader, MAX_BODY_BYTES, REPLY, REQUEST } from './frames.ts';
import type { Join, LaneReport } from './messages.ts';
import {
  decodeFault,
  decodeFileHeader,
  decodeReport,
  decodeResult,
  encodeCommand,
  encodeDirectory,
  encodeFileHeader,
  encodeHello,
  encodeSnapshot,
} from './messages.ts';

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

/** Gathers the frames that answer one request, until the one that ends it. */
type Exchange = {
  onBody?: (type: number, head: Buffer, chunk: Buffer) => void;
  onFrame?: (type: number, head: Buffer) => void;
  finish: (type: number, head: Buffer) => void;
  fail: (error: SandboxFault) => void;
};

const INTERMEDIATE: readonly number[] = [REPLY.file, REPLY.stdout, REPLY.stderr, REPLY.said, REPLY.heard];

/** For so little, the trips through the thread pool cost far more than what reading at once holds up. */
const READ_AT_ONCE_BYTES = 64 * 1024;

/** What is larger goes in such pieces. */
const CHUNK_BYTES = 1 << 20;

/** After this long the other side is taken for dead. */
const TEARDOWN_MS = 5_000;

export function createLaneConnection(stream: Duplex): LaneConnection {
  let lost: SandboxFault | undefined;
  const waiting: Exchange[] = [];
  const buffers: Buffer[] = [];
  let frame = { type: 0, head: Buffer.alloc(0) as Buffer };
  let turn: Promise<unknown> = Promise.resolve();

  function lose(fault: SandboxFault): void {
    lost ??= fault;
    // The other side closes when it has cleaned up; what it still says is of no interest.
    stream.end();
    for (const exchange of waiting.splice(0)) exchange.fail(lost);
  }

  function endFrame(): void {
    const exchange = waiting[0];
    if (!exchange) return lose(new SandboxFault('protocol', 'The lane answered without having been asked'));
    if (INTERMEDIATE.includes(frame.type)) return;
    waiting.shift();
    if (frame.type !== REPLY.fault) return exchange.finish(frame.type, frame.head);
    const { fault, retire } = decodeFault(frame.head);
    exchange.fail(fault);
    if (retire) lose(fault);
  }

  const read = createFrameReader({
    onFrame: (type, head) => {
      frame = { type, head: Buffer.from(head) };
      waiting[0]?.onFrame?.(type, frame.head);
    },
    onBody: (chunk) => waiting[0]?.onBody?.(frame.type, frame.head, chunk),
    onEnd: endFrame,
  });

  stream.on('data', (chunk: Buffer) => {
    if (lost) return;
    try {
      read(chunk);
    } catch (cause) {
      lose(new SandboxFault('protocol', 'The lane broke the protocol', { cause }));
    }
  });
  stream.on('error', (cause) => lose(new SandboxFault('lane connection', 'The lane’s connection failed', { cause })));
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  stream.on('close', () => lose(new SandboxFault('lane connection', 'The lane ended')));

  function answer(expected: number, collect: Pick<Exchange, 'onBody' | 'onFrame'> = {}): Promise<Buffer> {
    const answered = new Promise<Buffer>((resolve, reject) => {
      if (lost) return reject(lost);
      const finish = (type: number, head: Buffer): void => {
        if (type === expected) return resolve(head);
        const fault = new SandboxFault('protocol', `The lane answered ${type} where ${expected} was due`);
        reject(fault);
        lose(fault);
      };
      waiting.push({ ...collect, finish, fail: reject });
    });
    // The lane may be lost while the request is still being sent, before anybody waits for the answer.
    answered.catch(() => undefined);
    return answered;
  }

  function send(type: number, head: Buffer, body: Uint8Array = Buffer.alloc(0)): void {
    if (body.length > MAX_BODY_BYTES) throw new SandboxFault('send request', `${body.length} bytes are more than one request may carry`);
    stream.cork();
    stream.write(Buffer.concat([frameHeader(type, head.length, body.length), head]));
    if (body.length > 0) stream.write(body);
    stream.uncork();
  }

  async function sendFile(type: number, head: Buffer, file: string): Promise<void> {
    const { size } = statSync(file);
    if (size <= READ_AT_ONCE_BYTES) return send(type, head, readFileSync(file));
    if (size > MAX_BODY_BYTES) throw new SandboxFault('read file', `${size} bytes are more than one request may carry`);
    const handle = await open(file);
    try {
      stream.write(Buffer.concat([frameHeader(type, head.length, size), head]));
      await sendContent(handle, size);
    } finally {
      await handle.close();
    }
  }

  /** Through two buffers that are used again and again: fresh ones would cost more to collect than to fill. */
  async function sendContent(handle: FileHandle, size: number): Promise<void> {
    let sent: Promise<void> = Promise.resolve();
    for (let at = 0, turns = 0; at < size; turns++) {
      const buffer = (buffers[turns % 2] ??= Buffer.allocUnsafeSlow(CHUNK_BYTES));
      const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK_BYTES, size - at), at);
      if (bytesRead === 0) throw new SandboxFault('read file', 'The file became shorter while it was read');
      at += bytesRead;
      await sent;
      if (lost) throw lost;
      sent = written(buffer.subarray(0, bytesRead));
    }
    await sent;
  }

  /** Resolves when the stream has passed it all on, or never will. */
  function written(chunk: Buffer): Promise<void> {
    return new Promise((resolve) => stream.write(chunk, () => resolve()));
  }

  async function sendOrLose(type: number, head: Buffer, body: GivenFile['content']): Promise<void> {
    try {
      if (body instanceof Uint8Array) send(type, head, body);
      else await sendFile(type, head, body.file);
    } catch (cause) {
      // Half a request may be on its way: nothing can follow it.
      lose(cause instanceof SandboxFault ? cause : new SandboxFault('send request', 'The request could not be sent', { cause }));
    }
  }

  /** Requests of one lane never interleave, whoever makes them. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function writeFiles(files: readonly GivenFile[]): Promise<void> {
    const answers: Promise<unknown>[] = [];
    for (const { path, executable = false, content } of files) {
      answers.push(answer(REPLY.done));
      await sendOrLose(REQUEST.write, encodeFileHeader(path, executable), content);
    }
    const results = await Promise.allSettled(answers);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  async function takeSnapshot(maxBytes: number, directory: string): Promise<BoxFile[]> {
    const gathered: { path: string; executable: boolean; chunks: Buffer[] }[] = [];
    const done = answer(REPLY.done, {
      onFrame: (type, head) => {
        if (type === REPLY.file) gathered.push({ ...decodeFileHeader(head), chunks: [] });
      },
      onBody: (_type, _head, chunk) => gathered.at(-1)?.chunks.push(chunk),
    });
    send(REQUEST.snapshot, encodeSnapshot(maxBytes, directory));
    await done;
    const files = gathered.map(({ path, executable, chunks }) => ({ path, executable, content: Buffer.concat(chunks) }));
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async function runCommand(command: Command, join: Join | null, onSaid?: OnSaid): Promise<JoinedExecution> {
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
    await sendOrLose(REQUEST.run, encodeCommand(command, join), command.stdin ?? Buffer.alloc(0));
    const { deserted, ...result } = decodeResult(await done);
    return { execution: { ...result, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) }, deserted };
  }

  async function execute(command: Command): Promise<Execution> {
    return (await runCommand(command, null)).execution;
  }

  async function request(type: number, head: Buffer, expected: number): Promise<Buffer> {
    const reply = answer(expected);
    send(type, head);
    return reply;
  }

  return {
    usable: () => lost === undefined,
    hello: (lane, mounts) => inTurn(async () => decodeReport(await request(REQUEST.hello, encodeHello(lane, mounts), REPLY.ready))),
    write: (files) => inTurn(() => writeFiles(files)),
    makeDirectory: (path) => inTurn(async () => void (await request(REQUEST.directory, encodeDirectory(path), REPLY.done))),
    snapshot: (maxBytes, directory) => inTurn(() => takeSnapshot(maxBytes, directory)),
    run: (command) => inTurn(() => execute(command)),
    runJoined: (command, join, onSaid) => inTurn(() => runCommand(command, join, onSaid)),
    reset: () => inTurn(async () => void (await request(REQUEST.reset, Buffer.alloc(0), REPLY.done))),
    async destroy() {
      lose(new SandboxFault('lane connection', 'The lane was given up'));
      const patience = setTimeout(() => stream.destroy(), TEARDOWN_MS);
      await closed;
      clearTimeout(patience);
    },
  };
}
