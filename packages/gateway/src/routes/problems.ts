import type { RequestHandler } from 'express';
import { languageListSchema, problemListQuerySchema, problemListSchema, problemSchema, type Language } from '@codearena/contracts';
import { CodeArenaError, type ProblemStore } from '@codearena/core';
import { endpoint, publicEndpoint, type Endpoint } from '../endpoint.ts';
import { LANGUAGE, PROBLEM, PROBLEM_LIST } from '../openapi/examples.ts';

export type ProblemRoutesOptions = { problems: ProblemStore; languages: () => Promise<Language[]>; session: RequestHandler };

export function problemRoutes(options: ProblemRoutesOptions): Endpoint[] {
  return [list(options), show(options), languageList(options)];
}

function list({ problems, session }: ProblemRoutesOptions): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/problems',
    operationId: 'listProblems',
    tag: 'Problems',
    summary: 'The problems, with what this session has solved',
    description: 'Give `nextCursor` back as `cursor`, with the same filters, for the next page.',
    session,
    query: problemListQuerySchema,
    answers: { 200: { description: 'One page', schema: problemListSchema, example: PROBLEM_LIST } },
    failures: [],
    handle: async ({ query, viewer }) => ({ status: 200, json: await problems.list(query, viewer) }),
  });
}

function show({ problems, languages, session }: ProblemRoutesOptions): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/problems/{slug}',
    operationId: 'getProblem',
    tag: 'Problems',
    summary: 'A problem with everything needed to solve it',
    session,
    parameters: { slug: 'Slug or id of the problem' },
    answers: { 200: { description: 'The problem; never its hidden tests', schema: problemSchema, example: PROBLEM } },
    failures: ['not_found'],
    async handle({ parameter, viewer }) {
      const problem = await problems.find(parameter('slug'), viewer, await languages());
      if (problem === null) throw new CodeArenaError('not_found', 'There is no such problem');
      return { status: 200, json: problem };
    },
  });
}

function languageList({ languages }: ProblemRoutesOptions): Endpoint {
  return publicEndpoint({
    path: '/api/languages',
    operationId: 'listLanguages',
    tag: 'Problems',
    summary: 'The languages that this installation can really run',
    answers: { 200: { description: 'All of them', schema: languageListSchema, example: [LANGUAGE] } },
    failures: [],
    handle: async () => ({ status: 200, json: await languages() }),
  });
}
