import { Router, type RequestHandler } from 'express';
import { contentSecurityPolicy } from 'helmet';
import type { DashboardQueue } from './board.ts';

export const DASHBOARD_PATH = '/admin/queues';

export type DashboardOptions = {
  guard: RequestHandler;
  /** As it can be used now; another one after the former could not be. Throws `unavailable` while it cannot be reached. */
  findQueue: () => Promise<DashboardQueue>;
};

/** Bull Board for operators. It is loaded when the first of them comes: most processes never need it. */
export function dashboard({ guard, findQueue }: DashboardOptions): RequestHandler {
  let shown: { queue: DashboardQueue; board: RequestHandler } | null = null;
  const router = Router();
  router.use(guard, contentPolicy(), async function showBoard(req, res, next) {
    const queue = await findQueue();
    if (shown?.queue !== queue) {
      const { createBoard } = await import('./board.ts');
      shown = { queue, board: createBoard(DASHBOARD_PATH, queue) };
    }
    await shown.board(req, res, next);
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
