import { expect, test } from 'vitest';
import { isUuid, newId } from './identifier.ts';

test('ids are UUIDs of version 7 with their time', () => {
  const now = Date.now() + 1_000_000;
  const id = newId(now);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
  expect(isUuid(id)).toBe(true);
});

test('ids grow, also within a millisecond and when the clock goes back', () => {
  const now = Date.now() + 2_000_000;
  const ids = Array.from({ length: 20_000 }, (_, index) => newId(now - (index % 3)));
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(['', 'x', '0', 'g0000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000\n'])('%j is no id', (text) => {
  expect(isUuid(text)).toBe(false);
});
