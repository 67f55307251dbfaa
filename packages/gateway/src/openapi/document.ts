import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import { problemDetailsSchema, type ClientConfig } from '@codearena/contracts';
import { SESSION_COOKIE, type ErrorCode } from '@codearena/core';
import type { Answer, Documentation, Endpoint } from '../endpoint.ts';
import { HTTP_STATUS, PROBLEM_MEDIA_TYPE } from '../problem-response.ts';
import { HEADERS, headerReferences } from './headers.ts';
import { componentSchemas, schemaOf, type JsonSchema } from './schemas.ts';

const FAILURES: Record<ErrorCode, { description: string; headers: string[] }> = {
  invalid_request: { description: 'Body, query or header does not fit the schema; `errors` says where', headers: [] },
  unauthorized: { description: 'The operator token is missing or wrong', headers: ['WWW-Authenticate'] },
  forbidden: { description: 'The request comes from a page of another site', headers: [] },
  not_found: { description: 'No such thing, or not yours to see', headers: [] },
  method_not_allowed: { description: 'This path does not know this method', headers: ['Allow'] },
  idempotency_conflict: { description: 'The `Idempotency-Key` was used before with another body', headers: [] },
  payload_too_large: { description: 'The source is over the limit of this installation, or the body is larger than any valid one', headers: [] },
  unsupported_media_type: { description: 'The body is not plain `application/json` in UTF-8', headers: [] },
  unsupported_language: { description: 'The language is not offered, or not allowed for this problem', headers: [] },
  rate_limited: { description: 'Over the rate limit', headers: ['Retry-After', 'RateLimit', 'RateLimit-Policy'] },
  internal: { description: 'Something failed on our side', headers: [] },
  overloaded: { description: 'Too many are waiting; nothing was accepted', headers: ['Retry-After'] },
  unavailable: {
    description: 'The queue or the database cannot be reached, or too many are waiting (`overloaded`); nothing was accepted',
    headers: ['Retry-After'],
  },
};

/** OpenAPI 3.1 of the endpoints, made from what they are themselves made of. */
export function openApiDocument(endpoints: readonly Endpoint[], config: ClientConfig): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'CodeArena',
      version: config.version,
      description:
        'Judges programs. A session is a signed cookie that the first answer sets; send it back, and the realtime connection (Socket.IO, ' +
        '`subscribe_submission`) too. Every error is RFC 9457 problem details with a machine-readable `code`.',
    },
    servers: [{ url: '/' }],
    tags: ['Problems', 'Submissions', 'Runs', 'Installation', 'Operators'].map((name) => ({ name })),
    paths: paths(endpoints),
    components: {
      schemas: componentSchemas(),
      headers: HEADERS,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'Set by the first answer that needs one' },
        operator: { type: 'http', scheme: 'bearer', description: 'The installation’s `OPERATOR_TOKEN`; without one there are no such paths' },
      },
    },
  };
}

function paths(endpoints: readonly Endpoint[]): Record<string, JsonSchema> {
  const byPath: Record<string, JsonSchema> = {};
  for (const { path, method, documentation } of endpoints) {
    byPath[path] = { ...byPath[path], [method.toLowerCase()]: operation(documentation) };
  }
  return byPath;
}

function operation(documentation: Documentation): JsonSchema {
  const { operationId, summary, description, tag, body, operator } = documentation;
  return {
    operationId,
    summary,
    ...(description ? { description } : {}),
    tags: [tag],
    security: operator ? [{ operator: [] }] : [{}, { session: [] }],
    parameters: parameters(documentation),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body.schema), example: body.example } } } } : {}),
    responses: { ...failures(documentation), ...answers(documentation) },
  };
}

function parameters({ parameters: named = {}, query, idempotent }: Documentation): JsonSchema[] {
  const inPath = Object.entries(named).map(([name, description]) => ({ name, in: 'path', required: true, description, schema: { type: 'string' } }));
  const inQuery = query ? Object.entries(query.shape).map(([name, schema]) => queryParameter(name, schema as z.ZodType)) : [];
  return [...inPath, ...inQuery, ...(idempotent ? [IDEMPOTENCY_KEY] : [])];
}

function queryParameter(name: string, schema: z.ZodType): JsonSchema {
  return { name, in: 'query', required: false, schema: schemaOf(schema) };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Makes repeating safe: the same key from the same session answers with what was made first; with another body it is refused',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
  example: '2c9c0f9e-7d8e-4a53-9d0b-5f0f5a8f2b7d',
};

function answers({ answers: all, limited }: Documentation): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(all).map(([status, answer]) => [status, response(answer, limited ? RATE_HEADERS : [])]));
}

const RATE_HEADERS = ['RateLimit', 'RateLimit-Policy'];

function response({ description, schema, example, headers = [], mediaType = 'application/json' }: Answer, more: readonly string[]): JsonSchema {
  const content = {
    schema: schema ? schemaOf(schema) : { type: mediaType === 'application/json' ? 'object' : 'string' },
    ...(example === undefined ? {} : { example }),
  };
  return { description, headers: headerReferences([...headers, ...more]), content: { [mediaType]: content } };
}

function failures(documentation: Documentation): Record<string, JsonSchema> {
  return Object.fromEntries(failureCodes(documentation).map((code) => [HTTP_STATUS[code], failure(code, documentation.limited ?? false)]));
}

/** What can go wrong with any endpoint of this kind comes from its kind; only what is its own must be said by it. */
function failureCodes({ failures: own, body, limited, operator }: Documentation): ErrorCode[] {
  const ofBody: ErrorCode[] = body ? ['payload_too_large', 'unsupported_media_type'] : [];
  const ofOperators: ErrorCode[] = operator ? ['unauthorized', 'forbidden'] : [];
  const ofLimit: ErrorCode[] = limited ? ['rate_limited'] : [];
  return [...new Set<ErrorCode>(['invalid_request', 'method_not_allowed', ...own, ...ofOperators, ...ofBody, ...ofLimit, 'internal', 'unavailable'])];
}

function failure(code: ErrorCode, limited: boolean): JsonSchema {
  const { description, headers } = FAILURES[code];
  const names = limited ? [...new Set([...headers, 'RateLimit-Policy'])] : headers;
  const example = { type: 'about:blank', title: STATUS_CODES[HTTP_STATUS[code]], status: HTTP_STATUS[code], code, detail: description };
  return { description, headers: headerReferences(names), content: { [PROBLEM_MEDIA_TYPE]: { schema: schemaOf(problemDetailsSchema), example } } };
}
