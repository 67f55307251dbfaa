import { expect, test } from 'vitest';
import { readCommandLine, usage, WrongUsage } from './command-line.ts';
import type { Bench } from './frame/bench.ts';
import { runBench, runBenches } from './frame/run-bench.ts';

const nothing = async () => ({ measurements: [] });
const one: Bench = {
  name: 'one',
  description: 'the first',
  options: { runs: { type: 'string', default: '5', description: 'how many' } },
  limitSeconds: 5,
  measure: nothing,
};
const two: Bench = { name: 'two', description: 'the second', options: {}, limitSeconds: 5, measure: nothing };
const known = [one, two];

test('benches and their options', () => {
  expect(readCommandLine(['one', '--runs', '7', '--quick', '--json', 'file'], known)).toEqual({
    benches: [one],
    quick: true,
    seed: 1,
    files: { json: 'file' },
    options: { runs: '7' },
  });
  expect(readCommandLine(['all'], known)?.benches).toEqual(known);
});

test('nothing asked for, or help: what there is', () => {
  expect(readCommandLine([], known)).toBeNull();
  expect(readCommandLine(['one', '--help'], known)).toBeNull();
  expect(usage(known)).toMatch(/one +the first\n +--runs +how many \(default: 5\)\n +two +the second/);
});

test.each([[['three']], [['two', '--runs', '7']], [['one', '--seed', 'x']], [['one', '--json']]])('%j is wrong usage', (argv) => {
  expect(() => readCommandLine(argv, known)).toThrow(WrongUsage);
});

test('what a bench opened is closed when it fails or takes too long', async () => {
  const closed: string[] = [];
  const hanging: Bench = {
    ...one,
    limitSeconds: 0.05,
    measure({ release }) {
      release(() => closed.push('first opened'));
      release(() => closed.push('last opened'));
      return new Promise(() => undefined);
    },
  };
  await expect(runBench(hanging, { quick: true, seed: 1, options: {} })).rejects.toThrow('took longer than 0.05 s');
  expect(closed).toEqual(['last opened', 'first opened']);
});

test('benches run together keep their own defaults, and share what is given', async () => {
  const seen: string[] = [];
  const reading = (name: string, standard: string): Bench => ({
    ...one,
    name,
    options: { runs: { type: 'string', default: standard, description: 'how many' } },
    measure: async ({ option }) => {
      seen.push(`${name} ${option('runs')}`);
      return { measurements: [] };
    },
  });
  const benches = [reading('first', '5'), reading('second', '300')];
  for (const argv of [
    ['first', 'second'],
    ['all', '--runs', '7'],
  ]) {
    const request = readCommandLine(argv, benches);
    if (!request) throw new Error('nothing to run');
    await runBenches(request.benches, request, { provide: () => [], onReport: () => undefined, onFailure: () => undefined });
  }
  expect(seen).toEqual(['first 5', 'second 300', 'first 7', 'second 7']);
});

test('one that fails takes away nothing of the others, and what could not be had is said', async () => {
  const failing: Bench = { ...one, measure: () => Promise.reject(new Error('no such thing')) };
  const failed: unknown[] = [];
  const reports = await runBenches(
    [failing, { ...two, needs: ['browser'] }],
    { quick: true, seed: 1, options: {} },
    {
      provide: (packages) => packages.map((name) => `${name}: apt-get install ${name}`),
      onReport: () => undefined,
      onFailure: ({ name }, error) => failed.push([name, String(error)]),
    },
  );
  expect(failed).toEqual([['one', 'Error: no such thing']]);
  expect(reports).toMatchObject([{ name: 'two', notes: ['not available here: browser: apt-get install browser'] }]);
});

test('an interruption ends them all, and keeps what was found', async () => {
  const interrupted: Bench = {
    ...two,
    measure() {
      process.emit('SIGINT');
      return new Promise(() => undefined);
    },
  };
  const failed: string[] = [];
  const reports = await runBenches(
    [one, interrupted, one],
    { quick: true, seed: 1, options: {} },
    { provide: () => [], onReport: () => undefined, onFailure: (_bench, error) => failed.push(String(error)) },
  );
  expect(failed).toEqual(['Error: two was interrupted']);
  expect(reports.map(({ name }) => name)).toEqual(['one']);
});
