import type { RequestHandler } from 'express';
import { judgeErrorListSchema, judgeErrorQuerySchema, submissionAcceptedSchema } from '@codearena/contracts';
import type { JudgeErrorStore } from '@codearena/core';
import { operatorEndpoint, type Endpoint } from '../endpoint.ts';
import { JUDGE_ERROR_LIST, SUBMISSION } from '../openapi/examples.ts';

export type JudgeErrorRoutesOptions = { guard: RequestHandler; judgeErrors: JudgeErrorStore; judgeAgain: (id: string) => Promise<void> };

/** The operators' side of submissions and runs that could not be judged. */
export function judgeErrorRoutes({ guard, judgeErrors, judgeAgain }: JudgeErrorRoutesOptions): Endpoint[] {
  return [
    operatorEndpoint({
      method: 'GET',
      path: '/api/admin/judge-errors',
      operationId: 'listJudgeErrors',
      tag: 'Operators',
      summary: 'Submissions and runs that could not be judged for a reason of ours, newest first',
      description: 'Give `nextCursor` back as `cursor` for the next page. The same as a page for people: `/admin/judge-errors`.',
      guard,
      query: judgeErrorQuerySchema,
      answers: { 200: { description: 'One page', schema: judgeErrorListSchema, example: JUDGE_ERROR_LIST } },
      failures: [],
      handle: async ({ query }) => ({ status: 200, json: await judgeErrors.list(query) }),
    }),
    operatorEndpoint({
      method: 'POST',
      path: '/api/admin/submissions/{id}/rejudge',
      operationId: 'rejudge',
      tag: 'Operators',
      summary: 'Judge a Judge Error again',
      description: 'A new attempt; events go on with greater sequence numbers, and its verdict is announced once like any other.',
      guard,
      parameters: { id: 'The submission’s or run’s id' },
      answers: {
        202: { description: 'Will be judged', schema: submissionAcceptedSchema, example: { submissionId: SUBMISSION.submissionId, status: 'Queued' } },
      },
      failures: ['not_found'],
      async handle({ parameter }) {
        const submissionId = parameter('id');
        await judgeAgain(submissionId);
        return { status: 202, json: { submissionId, status: 'Queued' } };
      },
    }),
  ];
}
