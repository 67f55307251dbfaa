import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createCompany } from './company.ts';

/** Work that notes how many others ran while it did. */
function createWorkshop() {
  let running = 0;
  const seen: Record<string, number> = {};
  const work = (name: string, ms: number) => async () => {
    running += 1;
    for (const until = performance.now() + ms; performance.now() < until; await sleep(1)) seen[name] = Math.max(seen[name] ?? 0, running);
    running -= 1;
  };
  return { work, seen };
}

it('lets most run together, and nothing beside what runs alone, whenever it came', async () => {
  const company = createCompany();
  const { work, seen } = createWorkshop();
  const first = [company.together(work('before', 300)), company.together(work('beside', 300))];
  const alone = [company.alone(work('alone', 20)), company.alone(work('also alone', 20))];
  await sleep(5);
  const later = company.together(work('later', 10));
  await Promise.all([...first, ...alone, later]);
  expect(seen).toMatchObject({ before: 2, alone: 1, 'also alone': 1, later: 1 });
});

it('gives the others as long as something ran alone before the next one does', async () => {
  const company = createCompany();
  const order: string[] = [];
  const note = (name: string, ms: number) => () => sleep(ms).then(() => void order.push(name));
  const alone = [company.alone(note('first alone', 100)), company.alone(note('second alone', 1))];
  await sleep(20);
  await Promise.all([...alone, company.together(note('other', 50))]);
  expect(order).toEqual(['first alone', 'other', 'second alone']);
});

it('gives them as long as they had to wait for what ran before, too', async () => {
  const company = createCompany();
  const order: string[] = [];
  const note = (name: string, ms: number) => () => sleep(ms).then(() => void order.push(name));
  const before = company.together(note('before', 300));
  const alone = [company.alone(note('first alone', 1)), company.alone(note('second alone', 1))];
  await sleep(20);
  await Promise.all([before, ...alone, company.together(note('other', 50)).then(() => company.together(note('another', 50)))]);
  expect(order).toEqual(['before', 'first alone', 'other', 'another', 'second alone']);
});

it('goes on after what failed', async () => {
  const company = createCompany();
  const fail = () => Promise.reject(new Error('broken'));
  await expect(company.alone(fail)).rejects.toThrow('broken');
  await expect(company.together(fail)).rejects.toThrow('broken');
  await expect(company.alone(async () => 'well')).resolves.toBe('well');
});
