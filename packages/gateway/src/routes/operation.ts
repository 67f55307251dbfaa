import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { readinessSchema } from '@codearena/contracts';
import type { Probe, WorkerRegistry } from '@codearena/core';
import { publicEndpoint, type Endpoint } from '../endpoint.ts';
import { READY } from '../openapi/examples.ts';
import { createReadiness } from '../readiness.ts';

const aliveSchema = z.object({ status: z.literal('ok') });

export type OperationRoutesOptions = { probes: readonly Probe[]; workers: WorkerRegistry; registry: Registry; logger: Logger };

/** For machines that watch the installation: liveness, readiness, metrics. */
export function operationRoutes({ probes, workers, registry, logger }: OperationRoutesOptions): Endpoint[] {
  const readiness = createReadiness({ probes, workers, logger });
  return [
    publicEndpoint({
      path: '/health',
      operationId: 'getHealth',
      tag: 'Installation',
      summary: 'Whether the process is alive, whatever the state of what it depends on',
      answers: { 200: { description: 'Alive', schema: aliveSchema, example: { status: 'ok' } } },
      failures: [],
      handle: async () => ({ status: 200, json: { status: 'ok' } }),
    }),
    publicEndpoint({
      path: '/ready',
      operationId: 'getReadiness',
      tag: 'Installation',
      summary: 'Whether a submission sent now would be judged, dependency by dependency',
      answers: {
        200: { description: 'Ready', schema: readinessSchema, example: READY },
        503: { description: 'Not ready: at least one dependency is not ok', schema: readinessSchema, headers: ['Retry-After'] },
      },
      failures: [],
      async handle() {
        const state = await readiness();
        return state.ready ? { status: 200, json: state } : { status: 503, headers: { 'Retry-After': '5' }, json: state };
      },
    }),
    publicEndpoint({
      path: '/metrics',
      operationId: 'getMetrics',
      tag: 'Installation',
      summary: 'Metrics in the Prometheus text format',
      answers: { 200: { description: 'All metrics of this process', mediaType: 'text/plain' } },
      failures: [],
      handle: async () => ({ status: 200, text: await registry.metrics(), type: registry.contentType }),
    }),
  ];
}
