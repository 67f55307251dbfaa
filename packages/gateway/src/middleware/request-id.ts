import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

const SANE = /^[A-Za-z0-9._~-]{1,64}$/;

/** Gives every request an id that its answer, its log lines and the submission made by it carry. */
export function requestId(options: { header?: string } = {}): RequestHandler {
  const header = options.header ?? 'X-Request-Id';
  return function assignRequestId(req, res, next) {
    const given = req.get(header);
    const id = given !== undefined && SANE.test(given) ? given : randomUUID();
    res.locals.requestId = id;
    res.setHeader(header, id);
    next();
  };
}
