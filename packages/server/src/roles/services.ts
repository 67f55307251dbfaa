import { canJudge } from '@codearena/core';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { refusal } from '../banner.ts';
import { ConfigurationError, type Config } from '../config.ts';
import { listen } from '../http.ts';
import type { Lifetime } from '../lifetime.ts';
import { openSandbox, passGate } from '../sandboxes.ts';
import { openPlatform } from '../wiring.ts';
import { attachRealtime, gatewayOf, startWorker, statusOf, type RoleParts } from './parts.ts';

/** The HTTP API and the page, as a process of its own; any number of them. */
export async function gateway(config: Config, logger: Logger, lifetime: Lifetime): Promise<void> {
  const parts = await openRole(config, logger, lifetime);
  const realtimeUrl = config.realtimeUrl ?? `http://localhost:${config.realtimePort}`;
  const { port, drain } = await listen(gatewayOf(parts, realtimeUrl), config);
  lifetime.onEnd('http', drain);
  logger.info({ port }, 'gateway ready');
}

/** Live events, as a process of its own; any number of them. */
export async function realtime(config: Config, logger: Logger, lifetime: Lifetime): Promise<void> {
  const parts = await openRole(config, logger, lifetime);
  const { server, port, drain } = await listen(statusOf(parts), { host: config.host, port: config.realtimePort });
  lifetime.onEnd('http', drain);
  attachRealtime(parts, server, config.pageOrigins);
  logger.info({ port }, 'realtime ready');
}

/** Judging, as a process of its own; any number of them. It answers /health, /ready and /metrics on PORT. */
export async function worker(config: Config, logger: Logger, lifetime: Lifetime): Promise<void> {
  const judgement = await openSandbox({ config, logger, lifetime });
  if (!canJudge(judgement.report)) throw new Error(refusal(`port ${config.port}`, judgement.report));
  await passGate(judgement, config);
  const parts = await openRole(config, logger, lifetime);
  const probe = await startWorker(parts, judgement);
  const { port, drain } = await listen(statusOf(parts, [probe]), config);
  lifetime.onEnd('http', drain);
  logger.info({ port, lanes: judgement.report.lanes, languages: [...judgement.byId.keys()] }, 'worker ready');
}

async function openRole(config: Config, logger: Logger, lifetime: Lifetime): Promise<RoleParts> {
  if (config.connections.mode === 'embedded') {
    throw new ConfigurationError('a single role needs DATABASE_URL and REDIS_URL; "codearena start" is all of them in one process');
  }
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const platform = await openPlatform({ config, logger, lifetime });
  return { config, logger, lifetime, platform, registry };
}
