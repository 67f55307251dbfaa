import { expect, test } from 'vitest';
import { sharesOf } from './shares.ts';

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({ id, callFrame: { functionName, url }, children });

test('what Node.js does is the work of whoever called it, and idle time is nobody’s', () => {
  const nodes = [
    node(1, '(root)', '', [2, 3, 5, 7]),
    node(2, '(idle)', ''),
    node(3, 'query', 'file:///app/node_modules/pg/lib/client.js', [4]),
    node(4, 'writev', 'node:net'),
    node(5, 'provide', 'file:///app/packages/server/dist/codearena.mjs', [6]),
    node(6, 'stat', ''),
    node(7, '(garbage collector)', ''),
  ];
  const shares = sharesOf({ nodes, samples: [2, 3, 4, 6, 7], timeDeltas: [1_000, 100, 300, 500, 100] });
  expect(shares).toEqual([
    { owner: 'ours: provide', percent: 50 },
    { owner: 'pg', percent: 40 },
    { owner: '(garbage collector)', percent: 10 },
  ]);
});
