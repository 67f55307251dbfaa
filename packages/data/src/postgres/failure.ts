import { CodeArenaError } from '@codearena/core';

/** SQLSTATE classes and codes that mean "try again later", not "this statement is wrong". */
const TRANSIENT_CLASSES = ['08', '53', '57', '58'];
const TRANSIENT_CODES = ['25006', '40001', '40P01', '55P03', '25P03'];
/** Text that PostgreSQL cannot store: a NUL, an unpaired surrogate. */
const UNSTORABLE_CODES = ['22021', '22P05'];
const SOCKET_CODES = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];
/** `pg` has no codes for these. */
const CONNECTION_MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|timeout expired|query read timeout|not queryable|client was closed|connection error/i;

/** Gives a driver's error the meaning that callers act on; anything else stays what it is, a defect of ours. */
export function rethrow(error: unknown): never {
  throw interpret(error);
}

/** The server would have ended the statement long ago, and told so: the connection was lost without a word, or the server stands still. */
export function isUnanswered(error: unknown): error is CodeArenaError {
  return error instanceof CodeArenaError && error.cause instanceof Error && error.cause.message === 'Query read timeout';
}

function interpret(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CodeArenaError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (UNSTORABLE_CODES.includes(code)) return new CodeArenaError('invalid_request', 'The text has characters that cannot be stored', { cause: error });
  if (isTransient(code, error.message)) return new CodeArenaError('unavailable', 'The database cannot be reached', { cause: error, retryAfterSeconds: 2 });
  return error;
}

function isTransient(code: string, message: string): boolean {
  return TRANSIENT_CLASSES.includes(code.slice(0, 2)) && code.length === 5
    ? true
    : TRANSIENT_CODES.includes(code) || SOCKET_CODES.includes(code) || CONNECTION_MESSAGES.test(message);
}
