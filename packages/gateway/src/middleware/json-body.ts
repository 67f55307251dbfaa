import type { Request, RequestHandler } from 'express';
import { CodeArenaError } from '@codearena/core';
import { tooLarge } from './body-limit.ts';

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?;?\s*$/i;

/** Reads a JSON body of at most `maxBytes` into `res.locals.body`. Bytes that are not UTF-8 are an error, never silently replaced. */
export function jsonBody(options: { maxBytes: number }): RequestHandler {
  return async function readJsonBody(req, res, next) {
    if (!isPlainJson(req)) throw new CodeArenaError('unsupported_media_type', 'Send the body as application/json in UTF-8, not compressed');
    res.locals.body = parse(await read(req, options.maxBytes));
    next();
  };
}

function isPlainJson(req: Request): boolean {
  return JSON_TYPE.test(req.headers['content-type'] ?? '') && (req.headers['content-encoding'] ?? 'identity') === 'identity';
}

async function read(req: Request, maxBytes: number): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    req.on('data', function collect(chunk: Buffer) {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      req.off('data', collect);
      req.pause();
      reject(tooLarge(maxBytes));
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', () => reject(new CodeArenaError('invalid_request', 'The request ended before its body was complete')));
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    const message = bytes.length === 0 ? 'is empty' : 'is not valid JSON in UTF-8';
    throw new CodeArenaError('invalid_request', `The body of the request ${message}`, { errors: [{ path: '', message }], cause });
  }
}
