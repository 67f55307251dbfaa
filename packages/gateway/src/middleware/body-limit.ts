import type { RequestHandler } from 'express';
import { CodeArenaError } from '@codearena/core';

/**
 * Refuses a request whose announced body is larger than any endpoint takes, before a byte of it is read.
 * Bodies of unannounced length are counted where they are read.
 */
export function bodyLimit(options: { maxBytes: number }): RequestHandler {
  return function limitBody(req, _res, next) {
    const announced = Number(req.headers['content-length'] ?? 0);
    if (announced > options.maxBytes) throw tooLarge(options.maxBytes);
    next();
  };
}

export function tooLarge(maxBytes: number): CodeArenaError {
  return new CodeArenaError('payload_too_large', `The body of the request is larger than ${maxBytes} bytes`);
}
