import { Router, type RequestHandler } from 'express';
import { judgeErrorQuerySchema } from '@codearena/contracts';
import { CodeArenaError, type JudgeErrorStore } from '@codearena/core';
import { judgeErrorPage } from './page.ts';

export const JUDGE_ERRORS_PATH = '/admin/judge-errors';

export type JudgeErrorPagesOptions = { guard: RequestHandler; judgeErrors: JudgeErrorStore; judgeAgain: (id: string) => Promise<void> };

/** For operators: what could not be judged, each with a button to have it judged again. */
export function judgeErrorPages({ guard, judgeErrors, judgeAgain }: JudgeErrorPagesOptions): RequestHandler {
  const router = Router();
  router.use(guard);
  router.get('/', async function showJudgeErrors(req, res) {
    const query = judgeErrorQuerySchema.safeParse(req.query);
    if (!query.success) throw new CodeArenaError('invalid_request', 'There is no such page of this list');
    const page = judgeErrorPage(JUDGE_ERRORS_PATH, await judgeErrors.list(query.data));
    res.setHeader('Cache-Control', 'no-store').type('text/html').send(page);
  });
  router.post('/:id', async function judgeOneAgain(req, res) {
    await judgeAgain(req.params.id);
    res.redirect(303, JUDGE_ERRORS_PATH);
  });
  return router;
}
