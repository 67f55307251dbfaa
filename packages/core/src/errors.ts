/** Every way in which a request can fail, as clients see it in `code`. */
export type ErrorCode =
  | 'invalid_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'idempotency_conflict'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'unsupported_language'
  | 'rate_limited'
  | 'overloaded'
  | 'unavailable'
  | 'internal';

export type ErrorDetails = {
  errors?: { path: string; message: string }[];
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** The one error that may reach a client; anything else thrown is `internal`. */
export class CodeArenaError extends Error {
  readonly code: ErrorCode;
  readonly errors: { path: string; message: string }[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'CodeArenaError';
    this.code = code;
    this.errors = details.errors;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/**
 * The sandbox (not the program in it) failed. Never becomes a verdict about the user's code:
 * the submission is tried again and ends as `Judge Error` if it keeps failing.
 */
export class SandboxFault extends Error {
  /** The launch or protocol step that failed, e.g. "mount /box". */
  readonly step: string;
  /** errno name such as ENOSPC, where a system call failed. */
  readonly errno: string | undefined;

  constructor(step: string, message: string, options: { errno?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'SandboxFault';
    this.step = step;
    this.errno = options.errno;
  }
}
