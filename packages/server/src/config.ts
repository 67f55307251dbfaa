import { availableParallelism } from 'node:os';
import path from 'node:path';
import { USUAL_INSTALLATION_LIMITS, type InstallationLimits } from '@codearena/core';
import { z } from 'zod';

/**
 * All of the environment that the product reads, in one place, read once by each main.
 * A bad value stops the start with the variable's name and what it must be, never its value: it may be a secret.
 */
const port = z.coerce.number().int().min(0).max(65_535);
const optionalText = z.string().min(1).optional();

const environmentSchema = z.object({
  PORT: port.default(3000),
  REALTIME_PORT: port.default(3001),
  HOST: optionalText,
  DATA_DIR: z.string().min(1).default('./.codearena'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/[^,]+(,(rediss?:\/\/)?[^,]+)*$/)
    .optional(),
  SANDBOX: z.enum(['native', 'docker', 'auto']).default('auto'),
  DOCKER_RUNTIME: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional(),
  DOCKER_IMAGE: optionalText,
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(512).optional(),
  SUBMISSIONS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(5),
  MAX_SOURCE_BYTES: z.coerce.number().int().min(1).max(10_485_760).default(USUAL_INSTALLATION_LIMITS.sourceBytes),
  MAX_MEMORY_MB: z.coerce.number().int().min(16).max(65_536).default(USUAL_INSTALLATION_LIMITS.memoryMb),
  MAX_TIME_LIMIT_SECONDS: z.coerce
    .number()
    .min(1)
    .max(600)
    .default(USUAL_INSTALLATION_LIMITS.timeMs / 1000),
  SPEED_REFERENCE_MS: z.coerce.number().min(0.1).max(10_000).optional(),
  QUEUE_LIMIT: z.coerce.number().int().min(1).max(1_000_000).default(10_000),
  FAST_COMPILE: z.enum(['on', 'off']).default('on'),
  COMPILE_CACHE_MB: z.coerce.number().int().min(0).max(1_048_576).default(512),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SESSION_SECRET: z.string().min(32).optional(),
  REALTIME_URL: z.union([z.literal('/'), z.url()]).optional(),
  PAGE_ORIGINS: z
    .string()
    .regex(/^https?:\/\/[^\s,/]+(,https?:\/\/[^\s,/]+)*$/)
    .optional(),
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  SECURE_COOKIES: z.enum(['true', 'false']).optional(),
  OPERATOR_TOKEN: z.string().min(16).optional(),
  CODEARENA_LAUNCHER: optionalText,
});

const EXPECTATIONS: Record<keyof z.infer<typeof environmentSchema>, string> = {
  PORT: 'a port number, 0 to 65535',
  REALTIME_PORT: 'a port number, 0 to 65535',
  HOST: 'an address to listen on',
  DATA_DIR: 'a directory',
  DATABASE_URL: 'a PostgreSQL address such as postgresql://user:password@host:5432/codearena',
  REDIS_URL: 'one or more Redis addresses such as redis://host:6379, comma-separated for a cluster',
  SANDBOX: 'native, docker or auto',
  DOCKER_RUNTIME: 'the name of an OCI runtime that the engine knows, such as runsc',
  DOCKER_IMAGE: 'the name of an image that deploy/runner/build-image.sh made',
  WORKER_CONCURRENCY: 'a whole number from 1 to 512',
  SUBMISSIONS_PER_MINUTE: 'a whole number from 0 (no limit) to 1000000',
  MAX_SOURCE_BYTES: 'a whole number of bytes from 1 to 10485760',
  MAX_MEMORY_MB: 'a whole number of megabytes from 16 to 65536',
  MAX_TIME_LIMIT_SECONDS: 'a number of seconds from 1 to 600',
  SPEED_REFERENCE_MS: 'a number of milliseconds from 0.1 to 10000, as bin/codearena doctor tells it on the machine whose limits hold',
  QUEUE_LIMIT: 'a whole number from 1 to 1000000',
  FAST_COMPILE: 'on or off',
  COMPILE_CACHE_MB: 'a whole number of megabytes from 0 (none) to 1048576',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
  SESSION_SECRET: 'at least 32 characters',
  REALTIME_URL: 'the realtime server’s address as browsers see it, such as https://live.example.org, or / for the page’s own',
  PAGE_ORIGINS: 'the origins of pages that may connect to the realtime server, comma-separated, such as https://judge.example.org',
  TRUST_PROXY: 'true or false',
  SECURE_COOKIES: 'true or false',
  OPERATOR_TOKEN: 'at least 16 characters',
  CODEARENA_LAUNCHER: 'the launcher’s address (set by the launcher itself)',
};

export type Connections = { mode: 'embedded' } | { mode: 'distributed'; databaseUrl: string; redisUrl: string };

export type Config = {
  connections: Connections;
  /** Undefined listens on every address. */
  host: string | undefined;
  port: number;
  realtimePort: number;
  dataDir: string;
  sandbox: 'native' | 'docker' | 'auto';
  dockerRuntime: string | null;
  dockerImage: string | null;
  lanes: number;
  submissionsPerMinute: number;
  maxSourceBytes: number;
  /** The most that a problem's tests and runs get. */
  limits: InstallationLimits;
  /** Of the machine whose time limits hold; null: each worker's own. */
  speedReferenceMs: number | null;
  queueLimit: number;
  /** Whether programs are compiled with what was prepared for it; otherwise as a person would type it. */
  fastCompile: boolean;
  /** How much of earlier compilations is kept; 0 keeps none. */
  compileCacheBytes: number;
  logLevel: string;
  sessionSecret: string | null;
  /** Empty: the page’s own origin. */
  realtimeUrl: string | null;
  /** Origins whose pages may connect to a realtime server of its own. */
  pageOrigins: string[];
  trustProxy: boolean;
  /** Null: as each request came. */
  secureCookies: boolean | null;
  operatorToken: string | null;
  launcherAddress: string | null;
};

/** A configuration that cannot work; its message is for the person who starts the program. */
export class ConfigurationError extends Error {}

export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) throw new ConfigurationError(explain(parsed.error.issues));
  const env = parsed.data;
  return {
    connections: connections(env.DATABASE_URL, env.REDIS_URL),
    host: env.HOST,
    port: env.PORT,
    realtimePort: env.REALTIME_PORT,
    dataDir: path.resolve(env.DATA_DIR),
    sandbox: env.SANDBOX,
    dockerRuntime: env.DOCKER_RUNTIME ?? null,
    dockerImage: env.DOCKER_IMAGE ?? null,
    lanes: env.WORKER_CONCURRENCY ?? availableParallelism(),
    submissionsPerMinute: env.SUBMISSIONS_PER_MINUTE,
    maxSourceBytes: env.MAX_SOURCE_BYTES,
    limits: { memoryMb: env.MAX_MEMORY_MB, timeMs: Math.round(env.MAX_TIME_LIMIT_SECONDS * 1000), sourceBytes: env.MAX_SOURCE_BYTES },
    speedReferenceMs: env.SPEED_REFERENCE_MS ?? null,
    queueLimit: env.QUEUE_LIMIT,
    fastCompile: env.FAST_COMPILE === 'on',
    compileCacheBytes: env.COMPILE_CACHE_MB * 1_000_000,
    logLevel: env.LOG_LEVEL,
    sessionSecret: env.SESSION_SECRET ?? null,
    realtimeUrl: env.REALTIME_URL === '/' ? '' : (env.REALTIME_URL ?? null),
    pageOrigins: env.PAGE_ORIGINS?.split(',') ?? [`http://localhost:${env.PORT}`],
    trustProxy: env.TRUST_PROXY === 'true',
    secureCookies: env.SECURE_COOKIES === undefined ? null : env.SECURE_COOKIES === 'true',
    operatorToken: env.OPERATOR_TOKEN ?? null,
    launcherAddress: env.CODEARENA_LAUNCHER ?? null,
  };
}

function explain(issues: readonly { path: PropertyKey[] }[]): string {
  const names = [...new Set(issues.map((issue) => String(issue.path[0])))];
  return names.map((name) => `${name} must be ${EXPECTATIONS[name as keyof typeof EXPECTATIONS]}`).join('\n');
}

function connections(databaseUrl: string | undefined, redisUrl: string | undefined): Connections {
  if (databaseUrl && redisUrl) return { mode: 'distributed', databaseUrl, redisUrl };
  if (!databaseUrl && !redisUrl) return { mode: 'embedded' };
  const [given, missing] = databaseUrl ? ['DATABASE_URL', 'REDIS_URL'] : ['REDIS_URL', 'DATABASE_URL'];
  throw new ConfigurationError(`${given} is set but ${missing} is not: set both for distributed mode, or neither for embedded mode`);
}
