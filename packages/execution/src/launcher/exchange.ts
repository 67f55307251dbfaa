import { readFileSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import type { GivenFile } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import { createFrameReader, frameHeader, MAX_BODY_BYTES, REPLY } from './frames.ts';
import { decodeFault } from './messages.ts';

/** Requests and their answers, one after another, over any stream: a socket of the native launcher or a container's stdin and stdout. */
export type Exchange = {
  usable(): boolean;
  /** What comes in answer to the request that is sent next; rejects with a fault of the other side or of the connection. */
  answer(expected: number, collect?: Collect): Promise<Buffer>;
  send(type: number, head: Buffer): void;
  /** Never rejects: where the request cannot be sent as a whole, the connection is given up, and `answer` says why. */
  sendOrLose(type: number, head: Buffer, body: GivenFile['content']): Promise<void>;
  /** One request with nothing around it. */
  request(type: number, head: Buffer, expected: number): Promise<Buffer>;
  /** Requests of one connection never interleave, whoever makes them. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when the other side has cleaned up and closed. */
  destroy(reason: string): Promise<void>;
};

export type Collect = {
  onBody?: (type: number, head: Buffer, chunk: Buffer) => void;
  onFrame?: (type: number, head: Buffer) => void;
};

/** Gathers the frames that answer one request, until the one that ends it. */
type Waiting = Collect & {
  finish: (type: number, head: Buffer) => void;
  fail: (error: SandboxFault) => void;
};

const INTERMEDIATE: readonly number[] = [REPLY.file, REPLY.stdout, REPLY.stderr, REPLY.said, REPLY.heard];

/** For so little, the trips through the thread pool cost far more than what reading at once holds up. */
export const READ_AT_ONCE_BYTES = 64 * 1024;

/** What is larger goes in such pieces. */
const CHUNK_BYTES = 1 << 20;

/** After this long the other side is taken for dead. */
const TEARDOWN_MS = 5_000;

export function createExchange(stream: Duplex): Exchange {
  let lost: SandboxFault | undefined;
  const waiting: Waiting[] = [];
  const buffers: Buffer[] = [];
  let frame = { type: 0, head: Buffer.alloc(0) as Buffer };
  let turn: Promise<unknown> = Promise.resolve();

  function lose(fault: SandboxFault): void {
    lost ??= fault;
    // The other side closes when it has cleaned up; what it still says is of no interest.
    stream.end();
    for (const one of waiting.splice(0)) one.fail(lost);
  }

  function endFrame(): void {
    const one = waiting[0];
    if (!one) return lose(new SandboxFault('protocol', 'The lane answered without having been asked'));
    if (INTERMEDIATE.includes(frame.type)) return;
    waiting.shift();
    if (frame.type !== REPLY.fault) return one.finish(frame.type, frame.head);
    const { fault, retire } = decodeFault(frame.head);
    one.fail(fault);
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

  function answer(expected: number, collect: Collect = {}): Promise<Buffer> {
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
    // It may have been lost since its answer was asked for, which says so.
    if (lost) return;
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

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function request(type: number, head: Buffer, expected: number): Promise<Buffer> {
    const reply = answer(expected);
    send(type, head);
    return reply;
  }

  return {
    usable: () => lost === undefined,
    answer,
    send,
    sendOrLose,
    request,
    inTurn,
    async destroy(reason) {
      lose(new SandboxFault('lane connection', reason));
      const patience = setTimeout(() => stream.destroy(), TEARDOWN_MS);
      await closed;
      clearTimeout(patience);
    },
  };
}
