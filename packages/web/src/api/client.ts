import { problemDetailsSchema, type ProblemDetails } from '@codearena/contracts';
import type { z } from 'zod';

/** Why a call gave no result: no answer at all, an answer that says no, or an answer that we cannot read. */
export type ApiFailure =
  { kind: 'unreachable' } | { kind: 'refused'; status: number; details: ProblemDetails | null; retryAfterSeconds: number | null } | { kind: 'unreadable' };

export class ApiError extends Error {
  readonly failure: ApiFailure;

  constructor(failure: ApiFailure, cause?: unknown) {
    super(failure.kind === 'refused' ? `${failure.status} ${failure.details?.title ?? ''}`.trim() : failure.kind, { cause });
    this.name = 'ApiError';
    this.failure = failure;
  }
}

type CallOptions = { method?: 'GET' | 'POST'; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal | undefined };
type QueryValues = Record<string, string | number | undefined>;

/** Calls the API and gives back what the schema says, or throws an ApiError. An abort is thrown as it is. */
export async function callApi<S extends z.ZodType>(path: string, schema: S, options: CallOptions = {}): Promise<z.infer<S>> {
  const response = await send(path, options);
  if (!response.ok) throw new ApiError(await readRefusal(response));
  const parsed = schema.safeParse(await readJson(response, options.signal));
  if (!parsed.success) throw new ApiError({ kind: 'unreadable' }, parsed.error);
  return parsed.data;
}

export function withQuery(path: string, values: QueryValues): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === 'refused' && (error.failure.status === 404 || error.failure.status === 400);
}

async function send(path: string, { method = 'GET', body, headers, signal }: CallOptions): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError({ kind: 'unreachable' }, error);
  }
}

/** The connection can also break in the middle of an answer. */
async function readJson(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError({ kind: error instanceof SyntaxError ? 'unreadable' : 'unreachable' }, error);
  }
}

async function readRefusal(response: Response): Promise<ApiFailure> {
  const body: unknown = await response.json().catch(() => null);
  const details = problemDetailsSchema.safeParse(body);
  const header = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(header) ? header : (details.data?.retryAfter ?? null);
  return { kind: 'refused', status: response.status, details: details.data ?? null, retryAfterSeconds: retryAfter };
}
