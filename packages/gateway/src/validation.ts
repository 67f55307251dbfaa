import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { idempotencyKeySchema } from '@codearena/contracts';
import { CodeArenaError } from '@codearena/core';
import type { Input } from './endpoint.ts';

type Finding = { path: string; message: string };
type Schemas<Query, Body> = { query?: z.ZodType<Query>; body?: z.ZodType<Body> };

/** Checks query, body and `Idempotency-Key`, tells all that is wrong at once, and keeps what is right, typed, for the handler. */
export function validation<Query, Body>(schemas: Schemas<Query, Body>) {
  const accepted = new WeakMap<Request, Pick<Input<Query, Body>, 'query' | 'body' | 'idempotencyKey'>>();
  const middleware: RequestHandler = function validateRequest(req, res, next) {
    const findings: Finding[] = [];
    const query = parse(schemas.query, withoutEmpty(req.query), findings);
    const body = parse(schemas.body, res.locals.body, findings);
    const key = schemas.body ? parse(idempotencyKeySchema.optional(), req.get('Idempotency-Key'), findings, 'Idempotency-Key') : undefined;
    if (findings.length > 0) throw new CodeArenaError('invalid_request', summary(findings), { errors: findings });
    accepted.set(req, { query: query as Query, body: body as Body, idempotencyKey: key ?? null });
    next();
  };
  return { middleware, values, input };

  function values(req: Request) {
    const found = accepted.get(req);
    if (found === undefined) throw new Error('The request was not validated before it was handled');
    return { ...found, parameter: (name: string) => parameter(req, name) };
  }

  function input(req: Request, res: Response): Input<Query, Body> {
    const { viewer, requestId } = res.locals;
    if (viewer === undefined) throw new Error('The session must be known before the request is handled');
    return { ...values(req), viewer, requestId, gone: () => whenGone(res) };
  }
}

function parse<T>(schema: z.ZodType<T> | undefined, value: unknown, findings: Finding[], prefix = ''): T | undefined {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  findings.push(...result.error.issues.flatMap((issue) => explain(issue, prefix)));
  return undefined;
}

function explain(issue: z.core.$ZodIssue, prefix: string): Finding[] {
  const path = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.slice(0, 20).map((key) => ({ path: [path, key.slice(0, 100)].filter((part) => part !== '').join('.'), message: 'is not a known field' }));
}

function summary(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map((finding) => finding.path))].filter((name) => name !== '').slice(0, 5);
  return names.length === 0 ? 'The request does not fit the schema' : `The request does not fit the schema: ${names.join(', ')}`;
}

/** `?search=` asks for nothing, so it is the same as no `search`. */
function withoutEmpty(query: Request['query']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

function parameter(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}

function whenGone(res: Response): AbortSignal {
  const controller = new AbortController();
  if (res.closed) controller.abort();
  else res.once('close', () => controller.abort());
  return controller.signal;
}
