import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { processorSeconds } from '../../tests/product/processes.ts';
import { completeAnswer } from '../connection.ts';
import { checkEvents } from './events.ts';
import { acceptFindings, roadFindings } from './findings.ts';
import { beyondIdle } from './processor-use.ts';
import { compare } from './stored.ts';

describe('events', () => {
  const published = new Map([['a', new Set([1, 2, 3])]]);
  const heard = (sequences: number[], from = 0) => checkEvents(published, [{ id: 'a', from, sequences }]);

  test('that came once and in order are right, also for who came later', () => {
    expect(heard([1, 2, 3])).toEqual({ published: 3, heard: 3, lost: 0, doubled: 0, disordered: 0 });
    expect(heard([3], 2)).toEqual({ published: 1, heard: 1, lost: 0, doubled: 0, disordered: 0 });
  });

  test.each([
    ['lost', [1, 3]],
    ['doubled', [1, 2, 2, 3]],
    ['disordered', [2, 1, 3]],
  ] as const)('that are %s are counted', (defect, sequences) => {
    expect(heard([...sequences])[defect]).toBe(1);
  });
});

test('what became of submissions is told apart', () => {
  expect(compare(['a', 'b'], new Set(['a', 'b']), 2)).toEqual({ stored: 2, lost: 0, doubled: 0, notQueued: 0 });
  expect(compare(['a', 'b'], new Set(['a']), 1)).toMatchObject({ lost: 1, doubled: 0 });
  expect(compare(['a', 'a'], new Set(['a']), 1)).toMatchObject({ lost: 0, doubled: 1 });
  expect(compare(['a'], new Set(['a', 'b']), 1)).toMatchObject({ doubled: 1, notQueued: 1 });
});

test('an answer is complete when all of its body is there', () => {
  const head = 'HTTP/1.1 202 Accepted\r\nContent-Length: 4';
  expect(completeAnswer(head)).toBeNull();
  expect(completeAnswer(`${head}\r\n\r\nabc`)).toBeNull();
  expect(completeAnswer(`${head}\r\n\r\nabcd`)).toEqual({ status: 202, head, body: 'abcd' });
  expect(completeAnswer('HTTP/1.1 204 No Content\r\nA: b\r\n\r\n')).toMatchObject({ status: 204, body: '' });
});

test('processor time is that of a process with its ended children, in seconds', async () => {
  const busy = spawn('sh', ['-c', 'timeout 1 sh -c "while :; do :; done"; sleep 60']);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const seconds = processorSeconds([busy.pid ?? 0]);
  busy.kill();
  await once(busy, 'exit');
  expect(seconds).toBeGreaterThan(0.02);
  expect(seconds).toBeLessThan(1.3);
});

test('what is used when nothing is asked is not counted', () => {
  const used = [{ name: 'gateway 1', cores: 0.5, seconds: 5 }];
  expect(beyondIdle(used, [{ name: 'gateway 1', cores: 0.1, seconds: 0.5 }])).toEqual([{ name: 'gateway 1', cores: 0.4, seconds: 4 }]);
  expect(beyondIdle(used, [{ name: 'gateway 1', cores: 0.6, seconds: 3 }])).toEqual([{ name: 'gateway 1', cores: 0, seconds: 0 }]);
});

const processors = [
  { name: 'gateway 1', cores: 0.5, seconds: 2 },
  { name: 'gateway 2', cores: 0.5, seconds: 4 },
  { name: 'Redis', cores: 0.1, seconds: 1 },
];

test('instances of one tier cost together', () => {
  const fate = { stored: 3000, lost: 0, doubled: 0, notQueued: 0 };
  const findings = acceptFindings({ submissions: 3000, seconds: 2, answerMs: [1, 2, 3], refused: 0, fate, processors });
  const value = (id: string) => findings.find((one) => one.id === id)?.value;
  expect(value('accept.rate')).toBe(1500);
  expect(value('accept.cost.gateway')).toBe(2);
  expect(value('accept.cost.redis')).toBeCloseTo(1 / 3);
  expect(value('accept.answer.p50')).toBe(2);
});

test('a verdict that was never heard is missing', () => {
  const events = { published: 5, heard: 5, lost: 0, doubled: 0, disordered: 0 };
  const sent = { sent: 10, refused: 1, answerMs: [1], verdictMs: [1, 2, 3, 4], verdicts: {}, seconds: 2, clients: 10, queueWaitMs: [1] };
  const findings = roadFindings('watch', 'group', { ...sent, events, processors });
  expect(findings.find(({ id }) => id === 'watch.unheard')?.value).toBe(5);
  expect(findings.find(({ id }) => id === 'watch.cost.gateway')?.value).toBe(1500);
});

test('what a rate needs is the cost of one, so many times', () => {
  const events = { published: 5, heard: 5, lost: 0, doubled: 0, disordered: 0 };
  const sent = { sent: 4, refused: 0, answerMs: [1], verdictMs: [1, 2, 3, 4], verdicts: {}, seconds: 2, clients: 10, queueWaitMs: [1] };
  const findings = roadFindings('road', 'group', { ...sent, events, processors: [...processors, { name: 'load generator', cores: 1, seconds: 9 }] });
  expect(findings.find(({ id }) => id === 'need.10.gateway')?.value).toBe(15);
  expect(findings.find(({ id }) => id === 'need.10000.redis')?.value).toBe(2500);
  expect(findings.some(({ id }) => id.startsWith('need.') && id.includes('generator'))).toBe(false);
});
