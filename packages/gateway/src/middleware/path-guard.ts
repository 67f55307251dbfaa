import type { RequestHandler } from 'express';
import { CodeArenaError } from '@codearena/core';

/** Refuses paths that are no UTF-8 or hold control characters, before anything looks them up in a file system or database. */
export function pathGuard(): RequestHandler {
  return function guardPath(req, _res, next) {
    if (!isReadable(req.path))
      throw new CodeArenaError('invalid_request', 'The path of the request is malformed', { errors: [{ path: 'url', message: 'malformed' }] });
    next();
  };
}

function isReadable(path: string): boolean {
  try {
    // oxlint-disable-next-line no-control-regex -- control characters are what this is about
    return !/[\u0000-\u001f\u007f]/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}
