import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { ErrorCode, Viewer } from '@codearena/core';
import { jsonBody } from './middleware/json-body.ts';
import { announceRateLimit, rateLimit, type RateLimitOptions } from './middleware/rate-limit.ts';
import { validation } from './validation.ts';

/** What earlier middlewares leave for later ones. */
declare global {
  // The only way in which Express lets `res.locals` be typed.
  namespace Express {
    interface Locals {
      requestId: string;
      /** Path of the matched endpoint as OpenAPI writes it; undefined for files of the page and for unknown paths. */
      route?: string;
      viewer?: Viewer;
      body?: unknown;
    }
  }
}

/** What an endpoint answers with; everything else is thrown. */
export type Reply = { status: number; headers?: Record<string, string> } & ({ json: unknown } | { text: string; type: string });

/** A possible answer, as the OpenAPI document shows it. */
export type Answer = {
  description: string;
  schema?: z.ZodType;
  example?: unknown;
  headers?: readonly string[];
  /** Default: application/json. */
  mediaType?: string;
};

export type Documentation = {
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  parameters?: Record<string, string>;
  query?: z.ZodObject;
  body?: { schema: z.ZodType; example: unknown };
  idempotent?: boolean;
  /** Only for who knows the operator token. */
  operator?: boolean;
  limited?: boolean;
  answers: Record<number, Answer>;
  failures: readonly ErrorCode[];
};

/** One method of one path: what handles it and what describes it, so that neither can be there without the other. */
export type Endpoint = {
  method: 'GET' | 'POST';
  /** As OpenAPI writes it: `/api/problems/{slug}`. */
  path: string;
  documentation: Documentation;
  handlers: RequestHandler[];
};

export type Input<Query, Body> = {
  query: Query;
  body: Body;
  parameter: (name: string) => string;
  viewer: Viewer;
  requestId: string;
  idempotencyKey: string | null;
  /** Aborted when the client goes away before the answer. */
  gone: () => AbortSignal;
};

type Description = Omit<Documentation, 'query' | 'body' | 'idempotent' | 'limited' | 'operator'>;

export type EndpointOptions<Query, Body> = Description & {
  method: 'GET' | 'POST';
  path: string;
  /** Recognises or begins the viewer's session. */
  session: RequestHandler;
  query?: z.ZodObject & z.ZodType<Query>;
  body?: { schema: z.ZodType<Body>; maxBytes: number; example: unknown };
  limit?: RateLimitOptions;
  /** What beyond the schema makes a request invalid; comes before the rate limit, so that it costs nothing. */
  check?: (input: Input<Query, Body>) => Promise<void>;
  handle: (input: Input<Query, Body>) => Promise<Reply>;
};

/** An endpoint for a session's eyes: session → body → validation → rate limit → handler. */
export function endpoint<Query, Body>(options: EndpointOptions<Query, Body>): Endpoint {
  const { method, path, session, query, body, limit, check, handle, ...description } = options;
  const validated = validation({ query, body: body?.schema });
  return {
    method,
    path,
    documentation: { ...description, query, body, idempotent: body !== undefined, limited: limit !== undefined },
    handlers: [
      ...(limit ? [announceRateLimit(limit)] : []),
      session,
      ...(body ? [jsonBody({ maxBytes: body.maxBytes })] : []),
      validated.middleware,
      ...(check ? [checking((req, res) => check(validated.input(req, res)))] : []),
      ...(limit ? [rateLimit(limit)] : []),
      replying((req, res) => handle(validated.input(req, res))),
    ],
  };
}

export type OperatorEndpointOptions<Query> = Description & {
  method: 'GET' | 'POST';
  path: string;
  /** Lets operators through. */
  guard: RequestHandler;
  query?: z.ZodObject & z.ZodType<Query>;
  handle: (input: Pick<Input<Query, unknown>, 'query' | 'parameter'>) => Promise<Reply>;
};

/** An endpoint for operators, who need no session. */
export function operatorEndpoint<Query>(options: OperatorEndpointOptions<Query>): Endpoint {
  const { method, path, guard, query, handle, ...description } = options;
  const validated = validation({ query });
  return {
    method,
    path,
    documentation: { ...description, query, operator: true },
    handlers: [guard, validated.middleware, replying((req) => handle(validated.values(req)))],
  };
}

/** An endpoint that answers everybody the same: no session, no input. */
export function publicEndpoint(options: Description & { path: string; handle: () => Promise<Reply> }): Endpoint {
  const { path, handle, ...documentation } = options;
  return { method: 'GET', path, documentation, handlers: [replying(handle)] };
}

function checking(check: (req: Request, res: Response) => Promise<void>): RequestHandler {
  return async function checkRequest(req, res, next) {
    await check(req, res);
    next();
  };
}

function replying(handle: (req: Request, res: Response) => Promise<Reply>): RequestHandler {
  return async function reply(req, res) {
    const answer = await handle(req, res);
    if (res.destroyed) return;
    res.status(answer.status).set(answer.headers ?? {});
    if ('json' in answer) res.json(answer.json);
    else res.type(answer.type).send(answer.text);
  };
}
