import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { MAX_STDIN_BYTES } from '@codearena/contracts';
import {
  CodeArenaError,
  type EventBus,
  type JudgeErrorStore,
  type Probe,
  type ProblemStore,
  type RateLimiter,
  type SessionStore,
  type SubmissionQueue,
  type SubmissionStore,
  type WorkerRegistry,
} from '@codearena/core';
import { createAcceptance } from './acceptance.ts';
import type { DashboardQueue } from './dashboard/board.ts';
import { dashboard, DASHBOARD_PATH } from './dashboard/dashboard.ts';
import type { Endpoint } from './endpoint.ts';
import { freshWithin } from './fresh.ts';
import { createJudgeAgain } from './judge-errors/judge-again.ts';
import { judgeErrorPages, JUDGE_ERRORS_PATH } from './judge-errors/pages.ts';
import { bodyLimit } from './middleware/body-limit.ts';
import { errorHandler } from './middleware/error-handler.ts';
import { methodGuard } from './middleware/method-guard.ts';
import { operatorOnly } from './middleware/operator-only.ts';
import { pathGuard } from './middleware/path-guard.ts';
import { requestId } from './middleware/request-id.ts';
import { requestLog } from './middleware/request-log.ts';
import { requestMetrics } from './middleware/request-metrics.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { session } from './middleware/session.ts';
import { pageFiles } from './page-files.ts';
import { registerQueueMetrics } from './queue-metrics.ts';
import { configurationRoutes } from './routes/configuration.ts';
import { documentationFiles, documentationRoutes } from './routes/documentation.ts';
import { judgeErrorRoutes } from './routes/judge-errors.ts';
import { operationRoutes } from './routes/operation.ts';
import { problemFileRoute } from './routes/problem-files.ts';
import { problemRoutes } from './routes/problems.ts';
import { runRoutes } from './routes/runs.ts';
import { submissionRoutes } from './routes/submissions.ts';

export type GatewayConfig = {
  version: string;
  maxSourceBytes: number;
  /** How many submissions and runs may wait; beyond, they are refused with 503. */
  queueLimit: number;
  /** 0 means no limit. */
  submissionsPerMinute: number;
  /** Origin of the realtime server as browsers see it; empty when it is the page's own. */
  realtimeUrl: string;
  /** Session cookies for HTTPS only. Default: as the request came. */
  secureCookies?: boolean;
  /** Behind a reverse proxy that sets X-Forwarded-Proto and X-Forwarded-For. */
  trustProxy?: boolean;
};

export type GatewayDependencies = {
  submissions: SubmissionStore;
  problems: ProblemStore;
  queue: SubmissionQueue;
  bus: EventBus;
  /** They count apart; `runs` should let `RUNS_PER_SUBMISSION` times as many through as `submissions`. */
  limiters: { submissions: RateLimiter; runs: RateLimiter };
  sessions: SessionStore;
  workers: WorkerRegistry;
  probes: readonly Probe[];
  registry: Registry;
  logger: Logger;
  config: GatewayConfig;
  /** What is open to who knows the token: the queue as BullMQ has it, and Judge Errors; undefined or null: neither. */
  operators?: { token: string; findQueue: () => Promise<DashboardQueue>; judgeErrors: JudgeErrorStore } | null;
  /** Directory of the built page; null serves the API alone. */
  webRoot: string | null;
};

export type Gateway = { app: Express; endpoints: readonly Endpoint[] };

export const RUNS_PER_SUBMISSION = 6;

/** JSON may write one byte of text as `\u00XX`. */
const JSON_BYTES_PER_BYTE = 6;
const REST_OF_BODY_BYTES = 16_384;
const RUN_ARGUMENTS_BYTES = 400_000;
const LANGUAGES_MS = 1_000;

/** Paths that are never a place in the page. */
const NOT_THE_PAGE = ['/api', '/socket.io', '/health', '/ready', '/metrics', '/admin'];

/** The HTTP application: the API under `/api`, the page for everything else. Whoever owns the http.Server mounts `app`. */
export function createGateway(deps: GatewayDependencies): Gateway {
  const app = express();
  const operators = openToOperators(deps);
  const endpoints = createEndpoints(deps, operators ? judgeErrorRoutes(operators) : []);
  configure(app, deps.config);
  for (const middleware of pipeline(deps)) app.use(middleware);
  mount(app, endpoints);
  app.use('/api/docs', documentationFiles());
  if (operators) {
    app.use(DASHBOARD_PATH, dashboard(operators));
    app.use(JUDGE_ERRORS_PATH, judgeErrorPages(operators));
  }
  app.use(NOT_THE_PAGE, notFound());
  if (deps.webRoot !== null) app.use(pageFiles({ root: deps.webRoot }));
  app.use(notFound());
  app.use(errorHandler(deps));
  registerQueueMetrics(deps);
  return { app, endpoints };
}

/** For the roles without an API of their own: /health, /ready and /metrics. */
export function createStatusApp(deps: Pick<GatewayDependencies, 'probes' | 'workers' | 'registry' | 'logger'>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestId(), requestLog(deps));
  mount(app, operationRoutes(deps));
  app.use(notFound(), errorHandler(deps));
  return app;
}

function configure(app: Express, config: GatewayConfig): void {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('trust proxy', config.trustProxy ?? false);
}

function pipeline({ logger, registry, config }: GatewayDependencies): RequestHandler[] {
  return [
    requestId(),
    requestLog({ logger }),
    requestMetrics({ registry }),
    securityHeaders({ realtimeUrl: config.realtimeUrl, https: config.secureCookies ?? false }),
    pathGuard(),
    bodyLimit({ maxBytes: runBodyBytes(config.maxSourceBytes) }),
    compression({ threshold: 1_024 }),
  ];
}

function openToOperators({ operators, queue, bus, logger }: GatewayDependencies) {
  if (!operators) return null;
  const { token, findQueue, judgeErrors } = operators;
  return { guard: operatorOnly({ token }), findQueue, judgeErrors, judgeAgain: createJudgeAgain({ judgeErrors, queue, bus, logger }) };
}

function createEndpoints(deps: GatewayDependencies, more: readonly Endpoint[]): Endpoint[] {
  const { submissions, problems, workers, config } = deps;
  const languages = freshWithin(LANGUAGES_MS, () => workers.languages());
  const identify = session({ sessions: deps.sessions, secureCookies: config.secureCookies });
  const acceptance = createAcceptance({ ...deps, ...config, languages });
  const onError = (err: unknown) => deps.logger.warn({ err }, 'waiting for a verdict failed');
  const judged = { submissions, acceptance, wait: { bus: deps.bus, onError }, session: identify };
  const endpoints = [
    ...problemRoutes({ problems, languages, session: identify }),
    problemFileRoute({ problems }),
    ...submissionRoutes({
      ...judged,
      limit: { limiter: deps.limiters.submissions, perMinute: config.submissionsPerMinute },
      maxBodyBytes: submissionBodyBytes(config.maxSourceBytes),
    }),
    ...runRoutes({
      ...judged,
      limit: { limiter: deps.limiters.runs, perMinute: config.submissionsPerMinute * RUNS_PER_SUBMISSION },
      maxBodyBytes: runBodyBytes(config.maxSourceBytes),
    }),
    ...configurationRoutes({ config, session: identify }),
    ...operationRoutes(deps),
    ...more,
  ];
  return [...endpoints, ...documentationRoutes({ endpoints, config })];
}

function submissionBodyBytes(maxSourceBytes: number): number {
  return maxSourceBytes * JSON_BYTES_PER_BYTE + REST_OF_BODY_BYTES;
}

function runBodyBytes(maxSourceBytes: number): number {
  return submissionBodyBytes(maxSourceBytes) + MAX_STDIN_BYTES * JSON_BYTES_PER_BYTE + RUN_ARGUMENTS_BYTES;
}

function mount(app: Express, endpoints: readonly Endpoint[]): void {
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    const here = endpoints.filter((endpoint) => endpoint.path === path);
    const route = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    route.all(nameRoute(path));
    for (const { method, handlers } of here) {
      if (method === 'GET') route.get(...handlers);
      else route.post(...handlers);
    }
    route.all(methodGuard({ allowed: here.map(({ method }) => method) }));
  }
}

/** Tells the metrics where the request belongs; what a session sees is never for shared caches. */
function nameRoute(path: string): RequestHandler {
  return function nameMatchedRoute(_req, res, next) {
    res.locals.route = path;
    res.setHeader('Cache-Control', 'private, no-cache');
    next();
  };
}

function notFound(): RequestHandler {
  return function answerNotFound() {
    throw new CodeArenaError('not_found', 'There is nothing at this path');
  };
}
