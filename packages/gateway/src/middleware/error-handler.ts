import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { CodeArenaError, type ErrorCode } from '@codearena/core';
import { isUnavailability } from '../unavailability.ts';
import { sendProblem } from '../problem-response.ts';

const CODES: Record<number, ErrorCode> = {
  400: 'invalid_request',
  403: 'not_found',
  404: 'not_found',
  405: 'method_not_allowed',
  412: 'invalid_request',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  416: 'invalid_request',
};

/** The one place where something thrown becomes an answer. What is not meant for clients is logged and told as `internal`. */
export function errorHandler(options: { logger: Logger }): ErrorRequestHandler {
  return function answerError(thrown: unknown, req, res, _next) {
    const error = asCodeArenaError(thrown);
    const { requestId } = res.locals;
    if (error.code === 'internal') options.logger.error({ err: thrown, requestId }, 'request failed unexpectedly');
    if (error.code === 'unavailable') options.logger.warn({ err: error.cause ?? thrown, requestId }, 'a dependency cannot be reached');
    // Part of another answer has been sent: cutting the connection is the only honest thing left.
    if (res.headersSent) res.destroy();
    else sendProblem(req, res, error);
  };
}

function asCodeArenaError(thrown: unknown): CodeArenaError {
  if (thrown instanceof CodeArenaError) return thrown.code === 'unavailable' ? withRetry(thrown) : thrown;
  if (isUnavailability(thrown))
    return withRetry(new CodeArenaError('unavailable', 'A service that this needs cannot be reached at the moment', { cause: thrown }));
  const code = CODES[statusOf(thrown)];
  if (code !== undefined) return new CodeArenaError(code, 'The request cannot be answered as it was sent', { cause: thrown });
  return new CodeArenaError('internal', 'Something failed on our side', { cause: thrown });
}

function withRetry(error: CodeArenaError): CodeArenaError {
  if (error.retryAfterSeconds !== undefined) return error;
  return new CodeArenaError('unavailable', error.message, { retryAfterSeconds: 5, cause: error.cause ?? error });
}

/** Express and its parts mark what the client did wrong with a 4xx `status`. */
function statusOf(thrown: unknown): number {
  return thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : 500;
}
