import type { Box } from '@codearena/core';
import { buildLauncher } from '../src/launcher/program.ts';
import { createNativeSandbox } from '../src/native/native-sandbox.ts';
import { measureBare, median, runSum, writeSum, type Measure, type Programs } from './measures.ts';

const ROUNDS = 5;

export type NativeBench = {
  bare: { one: Measure; two: Measure };
  /** Wall time as the launcher measures it: from clone to the end of the pid namespace. */
  launcher: Measure;
  port: { one: Measure; two: Measure };
  ratios: { launcher: number; port: number; twoLanes: number };
};

/** Rounds in turn, so that a machine that becomes busy is busy for all. */
export async function measureNative(programs: Programs, runs: number): Promise<NativeBench> {
  const sandbox = createNativeSandbox({ lanes: 2, launcherPath: await buildLauncher() });
  await sandbox.start();
  const boxes = await Promise.all([writeSum(await sandbox.open(), programs), writeSum(await sandbox.open(), programs)]);
  const rounds: Omit<NativeBench, 'ratios'>[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const share = Math.ceil(runs / ROUNDS);
    const one = await measurePort(boxes.slice(0, 1), share);
    const two = await measurePort(boxes, share);
    const bare = { one: measureBare(programs, [programs.sum], share, 1), two: measureBare(programs, [programs.sum], share, 2) };
    rounds.push({ bare, launcher: one.launcher, port: { one: one.port, two: two.port } });
  }
  await sandbox.stop();
  return summarise(rounds);
}

export async function measurePort(boxes: Box[], runs: number): Promise<{ port: Measure; launcher: Measure }> {
  const outer: number[] = [];
  const inner: number[] = [];
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

function summarise(rounds: Omit<NativeBench, 'ratios'>[]): NativeBench {
  const pick = (of: (round: Omit<NativeBench, 'ratios'>) => Measure): Measure => ({
    medianMs: median(rounds.map((round) => of(round).medianMs)),
    perSecond: median(rounds.map((round) => of(round).perSecond)),
  });
  const bare = { one: pick((round) => round.bare.one), two: pick((round) => round.bare.two) };
  const port = { one: pick((round) => round.port.one), two: pick((round) => round.port.two) };
  const launcher = pick((round) => round.launcher);
  const ratio = (of: (round: Omit<NativeBench, 'ratios'>) => number): number => Number(median(rounds.map(of)).toFixed(3));
  const ratios = {
    launcher: ratio((round) => round.launcher.medianMs / round.bare.one.medianMs),
    port: ratio((round) => round.port.one.medianMs / round.bare.one.medianMs),
    twoLanes: ratio((round) => round.port.two.perSecond / round.bare.two.perSecond),
  };
  return { bare, launcher, port, ratios };
}
