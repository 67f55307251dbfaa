import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Asked for by machines every few seconds, so not worth a line at `info`. */
const QUIET = /^\/(health|ready|metrics|assets\/)/;

/** One structured line per answer. Cookies, bodies and other headers never reach the log. */
export function requestLog(options: { logger: Logger }): RequestHandler {
  return pinoHttp<IncomingMessage, ServerResponse & { locals?: { requestId?: string } }>({
    logger: options.logger,
    genReqId: (_req, res) => res.locals?.requestId ?? '',
    customAttributeKeys: { reqId: 'requestId' },
    quietReqLogger: true,
    customLogLevel: (req, res, error) => level(req.url ?? '', res.statusCode, error),
    serializers: {
      req: (req: { method: string; url: string }) => ({ method: req.method, url: req.url }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  });
}

function level(url: string, status: number, error: Error | undefined): 'error' | 'warn' | 'info' | 'debug' {
  if (error !== undefined || status >= 500) return status === 503 ? 'warn' : 'error';
  return QUIET.test(url) ? 'debug' : 'info';
}
