import type { RequestHandler } from 'express';
import {
  historyQuerySchema,
  historySchema,
  isFinal,
  submissionAcceptedSchema,
  submissionRequestSchema,
  submissionSchema,
  waitQuerySchema,
  type Submission,
} from '@codearena/contracts';
import { CodeArenaError, type SubmissionStore, type Viewer } from '@codearena/core';
import type { Acceptance } from '../acceptance.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { waitUntilEnded, type JudgingWait } from '../judging-wait.ts';
import type { RateLimitOptions } from '../middleware/rate-limit.ts';
import { HISTORY, SUBMISSION } from '../openapi/examples.ts';

export type SubmissionRoutesOptions = {
  submissions: SubmissionStore;
  acceptance: Acceptance;
  wait: JudgingWait;
  session: RequestHandler;
  limit: RateLimitOptions;
  maxBodyBytes: number;
};

export function submissionRoutes(options: SubmissionRoutesOptions): Endpoint[] {
  return [submit(options), show(options), history(options)];
}

function submit({ submissions, acceptance, wait, session, limit, maxBodyBytes }: SubmissionRoutesOptions): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/submissions',
    operationId: 'createSubmission',
    tag: 'Submissions',
    summary: 'Submit code for a problem',
    description:
      'Accepts the submission and answers at once; follow it with the `subscribe_submission` event or by asking for it. With `wait=true` the ' +
      'answer comes when it is judged, or after 30 s as if `wait` were not given. Limited in a sliding window per session; requests that are ' +
      'refused as invalid, and repetitions with the same `Idempotency-Key`, are not counted. Several files go into `files` instead of ' +
      '`code`. A submit-answer problem takes the language `answer` alone, with one file for each of its `answerFiles`.',
    session,
    limit,
    query: waitQuerySchema,
    body: { schema: submissionRequestSchema, maxBytes: maxBodyBytes, example: { problemId: 'a-plus-b', language: 'python', code: SUBMISSION.code } },
    answers: {
      200: { description: 'Judged (only with `wait=true`)', schema: submissionSchema, example: SUBMISSION, headers: ['Location'] },
      202: {
        description: 'Accepted; will be judged',
        schema: submissionAcceptedSchema,
        example: { submissionId: SUBMISSION.submissionId, status: 'Queued' },
        headers: ['Location'],
      },
    },
    failures: ['not_found', 'idempotency_conflict', 'unsupported_language'],
    check: ({ body, viewer, idempotencyKey }) => acceptance.check('submission', body, { viewer, idempotencyKey }),
    async handle({ body, query, viewer, requestId, idempotencyKey, gone }) {
      const context = { viewer, requestId, idempotencyKey };
      const id = await acceptance.accept('submission', context, () => submissions.createSubmission(body, context));
      const headers = { Location: `/api/submissions/${id}` };
      const ended = query.wait === 'true' ? await waitUntilEnded(wait, id, gone(), () => findEnded(submissions, id, viewer)) : null;
      if (ended !== null) return { status: 200, headers, json: ended };
      return { status: 202, headers, json: { submissionId: id, status: 'Queued' } };
    },
  });
}

async function findEnded(submissions: SubmissionStore, id: string, viewer: Viewer): Promise<Submission | null> {
  const submission = await submissions.findSubmission(id, viewer);
  return submission !== null && isFinal(submission.status) ? submission : null;
}

function show({ submissions, session }: SubmissionRoutesOptions): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/submissions/{id}',
    operationId: 'getSubmission',
    tag: 'Submissions',
    summary: 'A submission of this session, as far as it has been judged',
    session,
    parameters: { id: 'The `submissionId` that was answered when it was accepted' },
    answers: { 200: { description: 'Its present state', schema: submissionSchema, example: SUBMISSION } },
    failures: ['not_found'],
    async handle({ parameter, viewer }) {
      const submission = await submissions.findSubmission(parameter('id'), viewer);
      if (submission === null) throw new CodeArenaError('not_found', 'There is no such submission in this session');
      return { status: 200, json: submission };
    },
  });
}

function history({ submissions, session }: SubmissionRoutesOptions): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/history',
    operationId: 'listHistory',
    tag: 'Submissions',
    summary: "This session's submissions, newest first",
    description: 'Give `nextCursor` back as `cursor`, with the same filters, for the next page. Runs are not part of it.',
    session,
    query: historyQuerySchema,
    answers: { 200: { description: 'One page', schema: historySchema, example: HISTORY } },
    failures: [],
    handle: async ({ query, viewer }) => ({ status: 200, json: await submissions.history(query, viewer) }),
  });
}
