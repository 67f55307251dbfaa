import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** Counts and times requests by endpoint, so the number of series stays bounded whatever is asked for. */
export function requestMetrics(options: { registry: Registry }): RequestHandler {
  const duration = new Histogram({
    name: 'codearena_http_request_duration_seconds',
    help: 'Time from request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [options.registry],
  });
  return function measureRequest(req, res, next) {
    const started = performance.now();
    res.once('close', () => {
      const labels = { method: knownMethod(req.method), route: res.locals.route ?? 'other', status: res.statusCode };
      duration.observe(labels, (performance.now() - started) / 1_000);
    });
    next();
  };
}

function knownMethod(method: string): string {
  return ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method) ? method : 'other';
}
