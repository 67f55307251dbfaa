import type { RequestHandler } from 'express';
import { isRunFinal, runAcceptedSchema, runRequestSchema, runSchema, waitQuerySchema, type Run } from '@codearena/contracts';
import { CodeArenaError, type SubmissionStore, type Viewer } from '@codearena/core';
import type { Acceptance } from '../acceptance.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { waitUntilEnded, type JudgingWait } from '../judging-wait.ts';
import type { RateLimitOptions } from '../middleware/rate-limit.ts';
import { RUN } from '../openapi/examples.ts';

export type RunRoutesOptions = {
  submissions: SubmissionStore;
  acceptance: Acceptance;
  wait: JudgingWait;
  session: RequestHandler;
  limit: RateLimitOptions;
  maxBodyBytes: number;
};

export function runRoutes(options: RunRoutesOptions): Endpoint[] {
  return [start(options), show(options)];
}

function start({ submissions, acceptance, wait, session, limit, maxBodyBytes }: RunRoutesOptions): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/runs',
    operationId: 'createRun',
    tag: 'Runs',
    summary: 'Run code with your own input',
    description:
      "No problem, no verdict on correctness, not in the history. Events carry the run's id as `submissionId`. Runs have a sliding window of " +
      'their own, six times as wide as that of submissions; it counts in the same way.',
    session,
    limit,
    query: waitQuerySchema,
    body: { schema: runRequestSchema, maxBytes: maxBodyBytes, example: { language: 'python', code: 'print(input()[::-1])', stdin: 'stressed\n' } },
    answers: {
      200: { description: 'Ended (only with `wait=true`)', schema: runSchema, example: RUN, headers: ['Location'] },
      202: { description: 'Accepted; will be run', schema: runAcceptedSchema, example: { runId: RUN.runId, status: 'Queued' }, headers: ['Location'] },
    },
    failures: ['idempotency_conflict', 'unsupported_language'],
    check: ({ body, viewer, idempotencyKey }) => acceptance.check('run', body, { viewer, idempotencyKey }),
    async handle({ body, query, viewer, requestId, idempotencyKey, gone }) {
      const context = { viewer, requestId, idempotencyKey };
      const id = await acceptance.accept('run', context, () => submissions.createRun(body, context));
      const headers = { Location: `/api/runs/${id}` };
      const ended = query.wait === 'true' ? await waitUntilEnded(wait, id, gone(), () => findEnded(submissions, id, viewer)) : null;
      if (ended !== null) return { status: 200, headers, json: ended };
      return { status: 202, headers, json: { runId: id, status: 'Queued' } };
    },
  });
}

async function findEnded(submissions: SubmissionStore, id: string, viewer: Viewer): Promise<Run | null> {
  const run = await submissions.findRun(id, viewer);
  return run !== null && isRunFinal(run.status) ? run : null;
}

function show({ submissions, session }: RunRoutesOptions): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/runs/{id}',
    operationId: 'getRun',
    tag: 'Runs',
    summary: 'A run of this session, as far as it has got',
    session,
    parameters: { id: 'The `runId` that was answered when it was accepted' },
    answers: { 200: { description: 'Its present state', schema: runSchema, example: RUN } },
    failures: ['not_found'],
    async handle({ parameter, viewer }) {
      const run = await submissions.findRun(parameter('id'), viewer);
      if (run === null) throw new CodeArenaError('not_found', 'There is no such run in this session');
      return { status: 200, json: run };
    },
  });
}
