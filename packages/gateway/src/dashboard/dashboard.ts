import { Router, type RequestHandler } from 'express';
import { contentSecurityPolicy } from 'helmet';
import type { DashboardQueue } from './board.ts';

export const DASHBOARD_PATH = '/admin/queues';

export type DashboardOptions = { guard: RequestHandler; queues: readonly DashboardQueue[] };

/** Bull Board for operators. It is loaded when the first of them comes: most processes never need it. */
export function dashboard({ guard, queues }: DashboardOptions): RequestHandler {
  let board: Promise<RequestHandler> | null = null;
  const router = Router();
  router.use(guard, contentPolicy(), async function showBoard(req, res, next) {
    board ??= import('./board.ts').then(({ createBoard }) => createBoard(DASHBOARD_PATH, queues));
    const handle = await board;
    await handle(req, res, next);
  });
  return router;
}

/** Its page finds its own parts by a `base` element. */
function contentPolicy(): RequestHandler {
  const self = ["'self'"];
  return contentSecurityPolicy({
    useDefaults: false,
    directives: {
      'default-src': self,
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:'],
      'base-uri': self,
      'form-action': self,
      'frame-ancestors': ["'none'"],
      'object-src': ["'none'"],
    },
  });
}
