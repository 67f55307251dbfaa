import { createGateway, createStatusApp, RUNS_PER_SUBMISSION } from '@codearena/gateway';
import { createRealtime } from '@codearena/realtime';
import { createHousekeeper, createJudge, createSweeper, createWorker } from '@codearena/worker';
import type { Probe } from '@codearena/core';
import type { Express } from 'express';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../config.ts';
import { openCache, startAccelerators } from '../fast-compile.ts';
import { version, webRoot } from '../installation.ts';
import type { Lifetime } from '../lifetime.ts';
import type { Judgement } from '../sandboxes.ts';
import type { Platform } from '../wiring.ts';

/** What a role is made from. */
export type RoleParts = { config: Config; logger: Logger; lifetime: Lifetime; platform: Platform; registry: Registry };

const WINDOW_MS = 60_000;
/** A worker whose disk has less takes on no work. */
const MINIMUM_FREE_BYTES = 100_000_000;

export function gatewayOf({ config, logger, platform, registry }: RoleParts, realtimeUrl: string): Express {
  const perMinute = config.submissionsPerMinute;
  const { app } = createGateway({
    ...platform,
    limiters: {
      submissions: platform.createLimiter({ name: 'submissions', limit: perMinute, windowMs: WINDOW_MS }),
      runs: platform.createLimiter({ name: 'runs', limit: perMinute * RUNS_PER_SUBMISSION, windowMs: WINDOW_MS }),
    },
    registry,
    logger: logger.child({ part: 'gateway' }),
    config: {
      version: version(),
      maxSourceBytes: config.maxSourceBytes,
      queueLimit: config.queueLimit,
      submissionsPerMinute: perMinute,
      realtimeUrl,
      trustProxy: config.trustProxy,
      ...(config.secureCookies === null ? {} : { secureCookies: config.secureCookies }),
    },
    webRoot: webRoot(),
    operators:
      config.operatorToken === null ? null : { token: config.operatorToken, findQueue: platform.openDashboardQueue(), judgeErrors: platform.judgeErrors },
  });
  return app;
}

/** What the roles without an API of their own answer: /health, /ready, /metrics. */
export function statusOf({ logger, platform, registry }: RoleParts, own: readonly Probe[] = []): Express {
  const { probes, workers } = platform;
  return createStatusApp({ probes: [...probes, ...own], workers, registry, logger });
}

export function attachRealtime({ logger, lifetime, platform, registry }: RoleParts, server: Server, corsOrigins: readonly string[]): void {
  const { submissions, bus, sessions } = platform;
  const realtime = createRealtime({ submissions, bus, sessions, registry, corsOrigins, logger: logger.child({ part: 'realtime' }) });
  realtime.attach(server);
  lifetime.onEnd('realtime', () => realtime.stop());
}

/** Starts judging: from here on jobs are taken. */
export async function startWorker({ config, logger, lifetime, platform, registry }: RoleParts, judgement: Judgement): Promise<Probe> {
  const { calibrated: sandbox, byId } = judgement;
  const { judging, recovery, bus, queue, workers, testData } = platform;
  const log = logger.child({ part: 'worker' });
  const compileCache = await openCache({ config, logger: log, lifetime }, judgement);
  startAccelerators({ config, logger: log, lifetime }, judgement);
  const worker = createWorker({
    workerId: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    consumer: platform.createConsumer(sandbox.lanes()),
    judging,
    recovery,
    bus,
    judge: createJudge({ sandbox, languages: byId, testData, installation: config.limits, ...(compileCache && { compileCache }) }),
    registry: workers,
    sandbox,
    languages: byId,
    metrics: registry,
    disk: { directory: config.dataDir, minimumFreeBytes: MINIMUM_FREE_BYTES },
    logger: log,
  });
  lifetime.onEnd('worker', () => worker.stop());
  await worker.start();
  const sweeper = createSweeper({ recovery, queue, bus, logger: log });
  lifetime.onEnd('sweeper', () => sweeper.stop());
  sweeper.start();
  const housekeeper = createHousekeeper({ housekeeping: platform.housekeeping, logger: log });
  lifetime.onEnd('housekeeper', () => housekeeper.stop());
  housekeeper.start();
  return worker.probe;
}
