import { expect, test } from 'vitest';
import { jobSchema, priorityOf } from './job.ts';

const OF_AN_OLDER_GATEWAY = { id: 'x', kind: 'submission', attempt: 2, requestId: null, sessionId: 's' };

test('a job of an older gateway has the first turn, and what a newer one adds harms nobody', () => {
  expect(jobSchema.parse(OF_AN_OLDER_GATEWAY)).toEqual({ ...OF_AN_OLDER_GATEWAY, turn: 0 });
  expect(jobSchema.parse({ ...OF_AN_OLDER_GATEWAY, turn: 3, inventedLater: true })).toEqual({ ...OF_AN_OLDER_GATEWAY, turn: 3 });
});

test('priorities grow with the turn, stay within what BullMQ knows, and put runs first within a turn', () => {
  const of = (kind: 'run' | 'submission', turn: number) => priorityOf({ id: 'x', kind, attempt: 1, turn, requestId: null, sessionId: 's' });
  expect([of('run', 0), of('submission', 0), of('run', 1), of('submission', 1)]).toEqual([0, 1, 2, 3]);
  expect(of('submission', 10_000_000)).toBeLessThanOrEqual(2 ** 21);
});
