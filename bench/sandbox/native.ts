import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Box, Command, Sandbox } from '@codearena/core';
import { buildLauncher } from '../../packages/execution/src/launcher/program.ts';
import { createNativeSandbox } from '../../packages/execution/src/native/native-sandbox.ts';
import type { Measurement } from '../frame/bench.ts';
import { inTurns, measured, ratios } from '../frame/measure.ts';
import { median } from '../frame/statistics.ts';
import { LIMITS, measureBare, runSum, SUM_SOURCE, writeSum, type Measure, type Programs } from './measures.ts';

const GROUP = 'native sandbox, to bare vfork + exec + wait of the same program';
const COMPILER = '/usr/bin/gcc';

export type Amounts = { rounds: number; runs: number; submissions: number };

/** Both lanes are open for all of it. Times are medians of a round. */
export async function measureNative(programs: Programs, { rounds, runs, submissions }: Amounts, onTurn: (share: number) => void): Promise<Measurement[]> {
  const sandbox = createNativeSandbox({ lanes: 2, launcherPath: await buildLauncher() });
  await sandbox.start();
  try {
    const share = Math.ceil(runs / rounds);
    const boxes = [await writeSum(await sandbox.open(), programs), await writeSum(await sandbox.open(), programs)];
    const results = await inTurns(
      rounds,
      {
        bareOne: () => bareOf(measureBare(programs, [programs.sum], share, 1)),
        portOne: () => measurePort(boxes.slice(0, 1), share),
        bareTwo: () => bareOf(measureBare(programs, [programs.sum], share, 2)),
        portTwo: () => measurePort(boxes, share),
      },
      (done, all) => onTurn((done / all) * 0.7),
    );
    for (const box of boxes) await box.close();
    const compiled = await measureCompiled(sandbox, programs, { rounds, submissions }, (part) => onTurn(0.7 + part * 0.3));
    return [...runMeasurements(results), ...compiled];
  } finally {
    await sandbox.stop();
  }
}

type PortMeasure = { port: Measure; launcher: Measure };

function bareOf(bare: Measure): PortMeasure {
  return { port: bare, launcher: bare };
}

type Runs = Record<'bareOne' | 'portOne' | 'bareTwo' | 'portTwo', PortMeasure[]>;

function runMeasurements({ bareOne, portOne, bareTwo, portTwo }: Runs): Measurement[] {
  const times = (results: readonly PortMeasure[], of: keyof PortMeasure): number[] => results.map((result) => result[of].medianMs);
  const rates = (results: readonly PortMeasure[]): number[] => results.map(({ port }) => port.perSecond);
  const ratio = { group: GROUP, unit: 'ratio', better: 'lower' } as const;
  const time = { group: 'native sandbox, one run', unit: 'ms' } as const;
  return [
    measured({ ...ratio, id: 'native.launcher', name: 'one run, as the launcher times it' }, ratios(times(portOne, 'launcher'), times(bareOne, 'port'))),
    measured({ ...ratio, id: 'native.port', name: 'one run, as the worker sees it' }, ratios(times(portOne, 'port'), times(bareOne, 'port'))),
    measured({ ...ratio, id: 'native.two-lanes', name: 'runs a second on two lanes', better: 'higher' }, ratios(rates(portTwo), rates(bareTwo))),
    measured({ ...time, id: 'native.bare-ms', name: 'bare' }, times(bareOne, 'port')),
    measured({ ...time, id: 'native.port-ms', name: 'as the worker sees it' }, times(portOne, 'port')),
  ];
}

/** A warm-up first; then each box has as many runs. */
export async function measurePort(boxes: readonly Box[], runs: number): Promise<PortMeasure> {
  const outer: number[] = [];
  const inner: number[] = [];
  for (const box of boxes) await runSum(box);
  const started = performance.now();
  const lane = async (box: Box): Promise<void> => {
    for (let i = 0; i < runs; i++) {
      const before = performance.now();
      inner.push(await runSum(box));
      outer.push(performance.now() - before);
    }
  };
  await Promise.all(boxes.map(lane));
  const perSecond = (outer.length / (performance.now() - started)) * 1000;
  return { port: { medianMs: median(outer), perSecond }, launcher: { medianMs: median(inner), perSecond } };
}

/** A box opened, the source written, compiled and run once, the box closed: to the bare compiler and one bare run. */
async function measureCompiled(
  sandbox: Sandbox,
  programs: Programs,
  { rounds, submissions }: Pick<Amounts, 'rounds' | 'submissions'>,
  onTurn: (share: number) => void,
): Promise<Measurement[]> {
  const share = Math.max(2, Math.ceil(submissions / rounds));
  const argv = [COMPILER, '-O2', '-static', '-o'] as const;
  const bare = [...argv, path.join(path.dirname(programs.sum), 'compiled'), SUM_SOURCE];
  const compile: Command = {
    argv: [...argv, 'sum', 'sum.c'],
    env: { PATH: '/usr/bin:/bin' },
    profile: 'compile',
    limits: { ...LIMITS, cpuMs: 10_000, stdoutBytes: 65_536 },
  };
  const ours = async (): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < share; i++) {
      const started = performance.now();
      const box = await sandbox.open();
      await box.write([{ path: 'sum.c', content: readFileSync(SUM_SOURCE) }]);
      const { ending } = await box.run(compile);
      if (ending.kind !== 'exited' || ending.code !== 0) throw new Error(`The compiler ended unexpectedly: ${JSON.stringify(ending)}`);
      await runSum(box);
      await box.close();
      times.push(performance.now() - started);
    }
    return median(times);
  };
  const both = (): number => measureBare(programs, bare, share).medianMs + measureBare(programs, [programs.sum], share).medianMs;
  const results = await inTurns(rounds, { bare: both, ours }, (done, all) => onTurn(done / all));
  return [
    measured(
      { id: 'native.compiled', group: GROUP, name: 'box, compile, one run, box gone', unit: 'ratio', better: 'lower' },
      ratios(results.ours, results.bare),
    ),
    measured({ id: 'native.compiled-ms', group: 'native sandbox, one run', name: 'box, compile, one run, box gone', unit: 'ms' }, results.ours),
  ];
}
