import { constants } from 'node:os';
import type { Command, Ending, ExecutionLimits, Mount } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import { PROTOCOL_VERSION } from './frames.ts';

/** What a lane says about itself when it is ready. */
export type LaneReport = {
  cgroupVersion: number;
  memory: boolean;
  swap: boolean;
  pids: boolean;
  cpu: boolean;
  separateIdentity: boolean;
  seccomp: boolean;
  processors: number;
  /** By which the launcher knows the lane. */
  slot: number;
};

export type LaneResult = {
  ending: Ending;
  cpuMs: number;
  wallMs: number;
  peakMemoryBytes: number;
  stdoutTruncated: boolean;
  stderrTruncated: boolean;
  /** Nobody was at the other end of the pipes any more when the program ended. */
  deserted: boolean;
};

/** Two runs are joined by a token; the one that leads names the other's slot. */
export type Join = { role: 'lead'; partner: number; token: bigint; record: boolean } | { role: 'follow'; token: bigint };

/** A run whose stdin a courier has brought, with this token. */
export type Brought = { role: 'brought'; token: bigint };

const SIGNALS = namesByNumber(constants.signals);
const ERRNOS = namesByNumber(constants.errno);

export function encodeHello(lane: number, mounts: readonly Mount[]): Buffer {
  const pairs = mounts.flatMap(({ from, at }) => [string(from), string(at)]);
  return Buffer.concat([u32(PROTOCOL_VERSION), u32(lane), u32(mounts.length), ...pairs]);
}

export function encodeFileHeader(path: string, executable: boolean): Buffer {
  return Buffer.concat([Buffer.of(executable ? 1 : 0), string(path)]);
}

export function encodeSnapshot(maxBytes: number, directory: string): Buffer {
  return Buffer.concat([u64(maxBytes), string(directory)]);
}

export function encodeDirectory(path: string): Buffer {
  return string(path);
}

export function encodeCourier(lane: number): Buffer {
  return Buffer.concat([u32(PROTOCOL_VERSION), u32(lane)]);
}

export type Errand = { slot: number; token: bigint; path: string; file: { dev: bigint; ino: bigint; size: bigint } };

export function encodeErrand({ slot, token, path, file }: Errand): Buffer {
  const bytes = Buffer.alloc(36);
  bytes.writeUInt32LE(slot, 0);
  [token, file.dev, file.ino, file.size].forEach((value, at) => bytes.writeBigUInt64LE(value, 4 + at * 8));
  return Buffer.concat([bytes, string(path)]);
}

export function encodeCommand(command: Command, join: Join | Brought | null): Buffer {
  const env = Object.entries(command.env ?? {}).map(([name, value]) => `${name}=${value}`);
  return Buffer.concat([
    Buffer.of(profileNumber(command)),
    encodeJoin(join),
    encodeLimits(command.limits),
    list(command.argv),
    list(env),
    string(command.directory ?? ''),
  ]);
}

export function decodeReport(head: Buffer): LaneReport {
  return {
    cgroupVersion: head.readUInt8(0),
    memory: head.readUInt8(1) !== 0,
    swap: head.readUInt8(2) !== 0,
    pids: head.readUInt8(3) !== 0,
    cpu: head.readUInt8(4) !== 0,
    separateIdentity: head.readUInt8(5) !== 0,
    seccomp: head.readUInt8(6) !== 0,
    processors: head.readUInt8(7),
    slot: head.readUInt8(8),
  };
}

export function decodeFileHeader(head: Buffer): { path: string; executable: boolean } {
  return { executable: head.readUInt8(0) !== 0, path: readString(head, 1) };
}

export function decodeResult(head: Buffer): LaneResult {
  return {
    ending: endingOf(head.readUInt8(0), head.readUInt32LE(1)),
    cpuMs: milliseconds(head.readBigUInt64LE(5)),
    wallMs: milliseconds(head.readBigUInt64LE(13)),
    peakMemoryBytes: Number(head.readBigUInt64LE(21)),
    stdoutTruncated: head.readUInt8(29) !== 0,
    stderrTruncated: head.readUInt8(30) !== 0,
    deserted: head.readUInt8(31) !== 0,
  };
}

/** `retire`: the lane cannot be used again. */
export function decodeFault(head: Buffer): { fault: SandboxFault; retire: boolean } {
  const number = head.readUInt32LE(1);
  const step = readString(head, 5);
  const errno = ERRNOS.get(number) ?? (number === 0 ? undefined : `errno ${number}`);
  const fault = new SandboxFault(step, `The sandbox failed at "${step}"${errno ? `: ${errno}` : ''}`, errno ? { errno } : {});
  return { fault, retire: head.readUInt8(0) !== 0 };
}

/** Where a number has several names, the first is the usual one (SIGABRT before SIGIOT). */
function namesByNumber(numbers: object): Map<number, string> {
  const names = new Map<number, string>();
  for (const [name, number] of Object.entries(numbers) as [string, number][]) if (!names.has(number)) names.set(number, name);
  return names;
}

const NOT_JOINED = Buffer.alloc(14);

function encodeJoin(join: Join | Brought | null): Buffer {
  if (join === null) return NOT_JOINED;
  const bytes = Buffer.alloc(14);
  bytes.writeUInt8(joinNumber(join), 0);
  bytes.writeUInt32LE(join.role === 'lead' ? join.partner : 0, 1);
  bytes.writeBigUInt64LE(join.token, 5);
  bytes.writeUInt8(join.role === 'brought' ? 1 : 0, 13);
  return bytes;
}

function joinNumber(join: Join | Brought): number {
  if (join.role === 'brought') return 0;
  if (join.role === 'follow') return 2;
  return join.record ? 3 : 1;
}

function profileNumber(command: Command): number {
  if (command.profile === 'compile') return 2;
  return command.mayFork ? 1 : 0;
}

function endingOf(kind: number, value: number): Ending {
  switch (kind) {
    case 0:
      return { kind: 'exited', code: value };
    case 1:
      return { kind: 'signaled', signal: SIGNALS.get(value) ?? `SIG${value}` };
    case 2:
      return { kind: 'limit', limit: 'cpu' };
    case 3:
      return { kind: 'limit', limit: 'wall' };
    case 4:
      return { kind: 'limit', limit: 'memory' };
    case 5:
      return { kind: 'limit', limit: 'output' };
    default:
      throw new SandboxFault('decode result', `The launcher told of an unknown ending ${kind}`);
  }
}

function encodeLimits(limits: ExecutionLimits): Buffer {
  const { cpuMs, wallMs, memoryBytes, stdoutBytes, stderrBytes, scratchBytes, processes } = limits;
  return Buffer.concat([u64(cpuMs * 1e6), u64(wallMs * 1e6), u64(memoryBytes), u64(stdoutBytes), u64(stderrBytes), u64(scratchBytes), u32(processes)]);
}

function milliseconds(nanoseconds: bigint): number {
  return Number(nanoseconds) / 1e6;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(Math.round(value)));
  return bytes;
}

/** Length, bytes, and a NUL, so that the launcher can use it where it lies. */
function string(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.includes(0)) throw new SandboxFault('encode request', 'A path, argument or variable contains NUL');
  return Buffer.concat([u32(bytes.length), bytes, Buffer.of(0)]);
}

function list(items: readonly string[]): Buffer {
  return Buffer.concat([u32(items.length), ...items.map(string)]);
}

function readString(head: Buffer, offset: number): string {
  const length = head.readUInt32LE(offset);
  return head.toString('utf8', offset + 4, offset + 4 + length);
}
