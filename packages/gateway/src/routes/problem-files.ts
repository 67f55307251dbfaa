import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { CodeArenaError, type OpenedFile, type ProblemStore } from '@codearena/core';
import type { Endpoint } from '../endpoint.ts';

/** Figures, attachments and statements of problems: streamed, and asked for again only when their content has changed. */
export function problemFileRoute({ problems }: { problems: ProblemStore }): Endpoint {
  return {
    method: 'GET',
    path: '/api/problems/{slug}/files/{name}',
    documentation: {
      operationId: 'getProblemFile',
      tag: 'Problems',
      summary: 'A figure, attachment or statement of a problem',
      parameters: { slug: 'Slug or id of the problem', name: 'One of `files` of the problem' },
      answers: { 200: { description: 'The file', mediaType: '*/*', headers: ['ETag'] } },
      failures: ['not_found'],
    },
    handlers: [
      async function sendProblemFile(req, res) {
        const file = await problems.openFile(String(req.params['slug']), String(req.params['name']));
        if (file === null) throw new CodeArenaError('not_found', 'There is no such file');
        await send(req, res, file);
      },
    ],
  };
}

/** Authors' files may hold scripts, as SVG does: opened on their own, they may load nothing and run nothing. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

async function send(req: Request, res: Response, { name, kind, mediaType, file, content }: OpenedFile): Promise<void> {
  res.setHeader('ETag', `"${file.sha256}"`);
  res.setHeader('Cache-Control', 'public, no-cache');
  res.setHeader('Content-Security-Policy', INERT);
  res.setHeader('Content-Disposition', `${kind === 'attachment' ? 'attachment' : 'inline'}; filename="${name}"`);
  res.setHeader('Content-Type', mediaType);
  if (req.fresh) return void res.status(304).end();
  if (req.method === 'HEAD') return void res.setHeader('Content-Length', file.bytes).end();
  res.status(200);
  try {
    await pipeline(Readable.from(content, { objectMode: false }), res);
  } catch (error) {
    // A client that went away is nobody's error.
    if (!req.destroyed && !res.headersSent) throw error;
  }
}
