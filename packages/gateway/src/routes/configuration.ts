import type { RequestHandler } from 'express';
import { clientConfigSchema, type ClientConfig } from '@codearena/contracts';
import { endpoint, type Endpoint } from '../endpoint.ts';

/** The page asks for it first of all; the session begins here, so that the realtime connection opened next already carries it. */
export function configurationRoutes(options: { config: ClientConfig; session: RequestHandler }): Endpoint[] {
  const { version, realtimeUrl, maxSourceBytes, submissionsPerMinute } = options.config;
  const json: ClientConfig = { version, realtimeUrl, maxSourceBytes, submissionsPerMinute };
  return [
    endpoint({
      method: 'GET',
      path: '/api/config',
      operationId: 'getConfiguration',
      tag: 'Installation',
      summary: 'What a client must know of this installation',
      session: options.session,
      answers: { 200: { description: 'The configuration', schema: clientConfigSchema, example: json } },
      failures: [],
      handle: async () => ({ status: 200, json }),
    }),
  ];
}
