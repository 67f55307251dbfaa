import { createRequire } from 'node:module';
import path from 'node:path';
import type { RequestHandler } from 'express';
import type { ClientConfig } from '@codearena/contracts';
import { publicEndpoint, type Endpoint } from '../endpoint.ts';
import { openApiDocument } from '../openapi/document.ts';

const require = createRequire(import.meta.url);

const SWAGGER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** A file of its own because the content security policy allows no script inside the page. */
const START_SCRIPT = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#documentation', deepLinking: true, validatorUrl: null });\n`;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>CodeArena API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="documentation"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

/** The API's description for programs and for people; covers `endpoints` and itself. */
export function documentationRoutes(options: { endpoints: readonly Endpoint[]; config: ClientConfig }): Endpoint[] {
  let document: unknown = null;
  const description = publicEndpoint({
    path: '/api/openapi.json',
    operationId: 'getOpenApi',
    tag: 'Installation',
    summary: 'This description, as OpenAPI 3.1',
    answers: { 200: { description: 'The document' } },
    failures: [],
    handle: async () => ({ status: 200, json: (document ??= openApiDocument([...options.endpoints, description, page], options.config)) }),
  });
  const page = publicEndpoint({
    path: '/api/docs',
    operationId: 'getDocumentation',
    tag: 'Installation',
    summary: 'This description, as a page',
    answers: { 200: { description: 'The page', mediaType: 'text/html' } },
    failures: [],
    handle: async () => ({ status: 200, text: PAGE, type: 'text/html' }),
  });
  return [description, page];
}

/** The parts of the documentation page, mounted below its path; Swagger UI comes from the installed package, not from a CDN. */
export function documentationFiles(): RequestHandler {
  const root = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  return function serveDocumentationFile(req, res, next) {
    const name = req.path.slice(1);
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    res.setHeader('Cache-Control', 'no-cache');
    if (name === 'start.js') res.type('text/javascript').send(START_SCRIPT);
    else if (SWAGGER_FILES.includes(name)) res.sendFile(name, { root, cacheControl: false }, (error) => error && next(error));
    else next();
  };
}
