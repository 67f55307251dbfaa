import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/** Asked for by machines every few seconds, or many at once by one page, so not worth a line at `info`. */
const QUIET = /^\/(health|ready|metrics|assets\/|api\/docs\/)/;

/** One structured line per answer. Cookies, bodies and other headers never reach the log. */
export function requestLog(options: { logger: Logger }): RequestHandler {
  return function logRequest(req, res, next) {
    const started = performance.now();
    res.once('close', () => {
      const line = {
        requestId: res.locals.requestId,
        method: req.method,
        url: req.originalUrl,
        status: res.statusCode,
        ms: Math.round(performance.now() - started),
      };
      options.logger[level(req, res)](line, res.writableFinished ? 'answered' : 'client went away');
    });
    next();
  };
}

function level(req: Request, res: Response): 'warn' | 'info' | 'debug' {
  if (res.statusCode >= 500) return 'warn';
  return QUIET.test(req.originalUrl) ? 'debug' : 'info';
}
