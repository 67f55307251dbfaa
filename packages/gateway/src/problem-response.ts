import { STATUS_CODES } from 'node:http';
import type { Request, Response } from 'express';
import type { ProblemDetails } from '@codearena/contracts';
import type { CodeArenaError, ErrorCode } from '@codearena/core';

export const HTTP_STATUS: Record<ErrorCode, number> = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  idempotency_conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  unsupported_language: 422,
  rate_limited: 429,
  internal: 500,
  overloaded: 503,
  unavailable: 503,
};

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** A body of at most this size that is still on its way is received rather than cut off, so that the connection can be used again. */
const CHEAP_REMAINDER_BYTES = 65_536;
/** How much, and how long, a refused upload may still send: without that it meets a reset connection and may never read the answer. */
const LINGER = { bytes: 1_048_576, ms: 1_000 };

/** Answers with RFC 9457 problem details. The type is `about:blank`: `code` is what a program should look at. */
export function sendProblem(req: Request, res: Response, error: CodeArenaError): void {
  const status = HTTP_STATUS[error.code];
  const details: ProblemDetails = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
    errors: error.errors,
    retryAfter: error.retryAfterSeconds,
    requestId: res.locals.requestId,
  };
  const body = Buffer.from(JSON.stringify(details));
  if (error.retryAfterSeconds !== undefined) res.setHeader('Retry-After', error.retryAfterSeconds);
  res.setHeader('Cache-Control', 'no-store');
  res.status(status).setHeader('Content-Type', PROBLEM_MEDIA_TYPE);
  res.setHeader('Content-Length', body.length);
  if (isWorthWaitingFor(req)) res.end(req.method === 'HEAD' ? undefined : body);
  else endUnread(req, res, body);
}

function isWorthWaitingFor(req: Request): boolean {
  if (req.complete) return true;
  const announced = req.headers['content-length'];
  if (announced !== undefined) return Number(announced) <= CHEAP_REMAINDER_BYTES;
  return req.headers['transfer-encoding'] === undefined;
}

/** Sends the whole answer at once, drops a little more of the upload, then closes the connection. */
function endUnread(req: Request, res: Response, body: Buffer): void {
  res.setHeader('Connection', 'close');
  res.setHeader('Cache-Control', 'no-store, no-transform');
  res.write(body);
  let dropped = 0;
  const finish = () => {
    clearTimeout(timer);
    req.off('data', drop);
    req.pause();
    res.end();
  };
  const drop = (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > LINGER.bytes) finish();
  };
  const timer = setTimeout(finish, LINGER.ms);
  req.on('data', drop);
  req.once('end', finish);
  req.once('close', () => clearTimeout(timer));
  req.resume();
}
