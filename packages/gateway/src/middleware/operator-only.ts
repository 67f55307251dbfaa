import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { CodeArenaError } from '@codearena/core';

/**
 * Lets through who knows the operator's token: as password of HTTP Basic (any user name), so that a browser asks for it, or as
 * bearer token. Browsers send a password they know with every request, also with one that another site made: those are refused.
 */
export function operatorOnly(options: { token: string }): RequestHandler {
  const expected = digest(options.token);
  return function requireOperator(req, res, next) {
    const given = tokenOf(req.headers.authorization ?? '');
    if (given === null || !timingSafeEqual(digest(given), expected)) {
      res.setHeader('WWW-Authenticate', 'Basic realm="CodeArena operators", charset="UTF-8"');
      throw new CodeArenaError('unauthorized', 'The operator token is needed here');
    }
    if (isFromElsewhere(req)) throw new CodeArenaError('forbidden', 'Other sites cannot act here');
    next();
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function tokenOf(authorization: string): string | null {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  const [, ...password] = Buffer.from(value, 'base64').toString().split(':');
  return password.join(':');
}

function isFromElsewhere({ method, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  if (headers['sec-fetch-site'] !== undefined) return headers['sec-fetch-site'] !== 'same-origin';
  return headers.origin !== undefined && (!URL.canParse(headers.origin) || new URL(headers.origin).host !== headers.host);
}
