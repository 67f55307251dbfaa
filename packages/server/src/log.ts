import { mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import pino, { type Logger } from 'pino';

const ROTATE_AT_BYTES = 20_000_000;

/**
 * Embedded mode talks to a person: the terminal shows a few plain lines, the structured log goes to a file.
 * Roles of distributed mode talk to a log collector: JSON on stdout.
 */
export function createFileLogger(level: string, dataDir: string): Logger {
  const directory = path.join(dataDir, 'logs');
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, 'codearena.log');
  rotate(file);
  return pino({ level }, pino.destination({ dest: file, sync: true }));
}

export function createStdoutLogger(level: string, role: string): Logger {
  // Lines that come while others are being written go together; the last ones are written when the process ends.
  return pino({ level, base: { role, pid: process.pid } }, pino.destination({ sync: false }));
}

/** One older file is kept. */
function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_AT_BYTES) renameSync(file, `${file}.1`);
}
