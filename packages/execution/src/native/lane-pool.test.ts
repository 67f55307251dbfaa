import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createLanePool } from './lane-pool.ts';

const RESTED = 100;

it('gives a spare lane when one has been free for a while, and not one between two callers', async () => {
  const pool = createLanePool(2);
  expect(pool.acquireSpare(() => {})).toBeNull();
  await sleep(RESTED);
  const lane = await pool.acquire();
  pool.release(lane);
  const spare = pool.acquireSpare(() => {});
  expect(spare).not.toBeNull();
  expect(spare).not.toBe(lane);
  expect(pool.acquireSpare(() => {})).toBeNull();
});

it('asks for a spare lane when somebody waits, once, and one for each who waits', async () => {
  const pool = createLanePool(2);
  await sleep(RESTED);
  const asked: number[] = [];
  const spares = [0, 1].map(() => {
    const lane: number | null = pool.acquireSpare(() => asked.push(lane ?? -1));
    return lane;
  });
  const first = pool.acquire();
  expect(asked).toEqual([spares[0]]);
  const second = pool.acquire();
  expect(asked).toEqual(spares);
  void pool.acquire().catch(() => {});
  expect(asked).toEqual(spares);
  for (const lane of spares) pool.release(lane ?? -1);
  expect([await first, await second]).toEqual(spares);
  pool.close();
});

it('asks for no lane that was given back', async () => {
  const pool = createLanePool(1);
  await sleep(RESTED);
  let asked = 0;
  const spare = pool.acquireSpare(() => (asked += 1));
  pool.release(spare ?? -1);
  await pool.acquire();
  void pool.acquire().catch(() => {});
  expect(asked).toBe(0);
  pool.close();
});
