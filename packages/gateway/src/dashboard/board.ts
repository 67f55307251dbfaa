import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler } from 'express';

export type DashboardQueue = ConstructorParameters<typeof BullMQAdapter>[0];

export function createBoard(path: string, queue: DashboardQueue): RequestHandler {
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(path);
  createBullBoard({
    queues: [new BullMQAdapter(queue)],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'CodeArena queues', miscLinks: [{ text: 'Judge Errors', url: '/admin/judge-errors' }] } },
  });
  return serverAdapter.getRouter() as RequestHandler;
}
