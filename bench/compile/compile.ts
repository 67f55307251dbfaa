import { createMachine, createNativeSandbox, detectLanguages, LANGUAGES, requiredMounts, type Detection } from '@codearena/execution';
import type { Command, Preparation, Sandbox, Toolchain } from '@codearena/core';
import { buildLauncher } from '../../packages/execution/src/launcher/program.ts';
import type { Bench, Measurement } from '../frame/bench.ts';
import { inTurns, measured, ratios } from '../frame/measure.ts';
import { SAMPLES, type Sample } from './samples.ts';

const MIB = 1024 * 1024;
const LIMITS = { cpuMs: 60_000, wallMs: 300_000, memoryBytes: 1024 * MIB, processes: 100, stdoutBytes: MIB, stderrBytes: MIB, scratchBytes: 512 * MIB };
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8' };

/**
 * Processor time of one compilation, and of one start of what came of it, with what was made ahead and without; to the command that
 * a person types. All in one lane in turns, since processor time is what a judge at its limit has too little of.
 */
export const compile: Bench = {
  name: 'compile',
  description: 'processor time of compiling and starting with precompiled headers and archives of classes, to the commands that a person types',
  options: { rounds: { type: 'string', default: '9', description: 'compilations of each kind' } },
  needs: ['default-jdk-headless'],
  limitSeconds: 1200,
  async measure({ quick, option, progress, directory, release }) {
    const rounds = quick ? 2 : Number(option('rounds'));
    const wanted = LANGUAGES.filter(({ id }) => SAMPLES.some(({ language }) => language === id));
    const usual = await detectLanguages(wanted, createMachine());
    const accelerated = await detectLanguages(wanted, createMachine({ cacheDirectory: directory }));
    const sandbox = createNativeSandbox({ lanes: 1, mounts: requiredMounts(accelerated), launcherPath: await buildLauncher() });
    release(() => sandbox.stop());
    await sandbox.start();
    progress(0, 'precompiled headers and archives');
    for (const accelerator of toolchains(accelerated).flatMap(([, { accelerators = [] }]) => accelerators))
      await accelerator.start(new AbortController().signal);
    const measurements: Measurement[] = [];
    const notes: string[] = [];
    for (const [index, sample] of SAMPLES.entries()) {
      const roads = [usual, accelerated].map((detections) => new Map(toolchains(detections)).get(sample.language));
      const [plain, quickened] = roads;
      if (!plain || !quickened) {
        notes.push(`${sample.name}: its toolchain is missing`);
        continue;
      }
      const onTurn = (done: number, all: number): void => progress((index + done / all) / SAMPLES.length, sample.name);
      measurements.push(...(await measureSample(sandbox, sample, { plain, quickened }, rounds, onTurn)));
    }
    return { measurements, notes };
  },
};

function toolchains(detections: readonly Detection[]): [string, Toolchain][] {
  return detections.flatMap((detection) => ('toolchain' in detection ? [[detection.definition.id, detection.toolchain]] : []));
}

type Used = { compileMs: number; runMs: number };
type Roads = { plain: Toolchain; quickened: Toolchain };

async function measureSample(
  sandbox: Sandbox,
  sample: Sample,
  roads: Roads,
  rounds: number,
  onTurn: (done: number, all: number) => void,
): Promise<Measurement[]> {
  const prepare = (toolchain: Toolchain): Preparation =>
    toolchain.prepare({ files: [{ path: `main.${sample.extension}`, text: sample.text }], memoryBytes: 256 * MIB });
  const before = prepare(roads.plain);
  const after = prepare(roads.quickened);
  const { files } = before;
  const { typed } = sample;
  const turns = await inTurns(
    rounds,
    {
      typed: () => useOnce(sandbox, files, inShell(typed.compile), inShell(typed.run), sample.input),
      before: () => useOnce(sandbox, files, stepOf(before), before.run, sample.input),
      after: () => useOnce(sandbox, files, stepOf(after), after.run, sample.input),
    },
    onTurn,
  );
  const { id, name } = sample;
  const compiling = (used: readonly Used[]): number[] => used.map(({ compileMs }) => compileMs);
  const starting = (used: readonly Used[]): number[] => used.map(({ runMs }) => runMs);
  const group = 'processor time, to what a person types';
  const time = { group: `${name}, processor time`, unit: 'ms' } as const;
  const judged = (used: readonly Used[]): number[] => used.map(({ compileMs, runMs }) => compileMs + 20 * runMs);
  return [
    measured({ group, unit: 'ratio', id: `${id}.compiling`, name: `${name}: compiling` }, ratios(compiling(turns.typed), compiling(turns.after))),
    measured({ group, unit: 'ratio', id: `${id}.starting`, name: `${name}: one run` }, ratios(starting(turns.typed), starting(turns.after))),
    measured({ group, unit: 'ratio', id: `${id}.judging`, name: `${name}: compiling and 20 runs` }, ratios(judged(turns.typed), judged(turns.after))),
    measured({ ...time, id: `${id}.typed-ms`, name: 'compiling, as typed' }, compiling(turns.typed)),
    measured({ ...time, id: `${id}.before-ms`, name: 'compiling, without what was made ahead' }, compiling(turns.before)),
    measured({ ...time, id: `${id}.after-ms`, name: 'compiling, with it' }, compiling(turns.after)),
    measured({ ...time, id: `${id}.run-typed-ms`, name: 'one run, as typed' }, starting(turns.typed)),
    measured({ ...time, id: `${id}.run-before-ms`, name: 'one run, without what was made ahead' }, starting(turns.before)),
    measured({ ...time, id: `${id}.run-after-ms`, name: 'one run, with it' }, starting(turns.after)),
  ];
}

type Step = Pick<Command, 'argv' | 'env'>;

function stepOf({ compile: step }: Preparation): Step {
  if (!step) throw new Error('a language that compiles nothing is not measured here');
  return { argv: step.shortcut?.argv ?? step.argv, ...(step.env && { env: step.env }) };
}

function inShell(line: string): Step {
  const [command = '', ...rest] = line.split(' ');
  return { argv: ['/usr/bin/env', command, ...rest], env: ENVIRONMENT };
}

async function useOnce(sandbox: Sandbox, files: Preparation['files'], compiling: Step, running: Step, input: string): Promise<Used> {
  const box = await sandbox.open();
  try {
    await box.write(files);
    const used = async (command: Command): Promise<number> => {
      const { ending, cpuMs, stderr } = await box.run(command);
      if (ending.kind !== 'exited' || ending.code !== 0)
        throw new Error(`${command.argv.join(' ')}: ${JSON.stringify(ending)} ${Buffer.from(stderr).toString()}`);
      return cpuMs;
    };
    const compileMs = await used({ ...compiling, profile: 'compile', limits: LIMITS });
    const run: Command = { ...running, profile: 'run', mayFork: true, limits: LIMITS, stdin: Buffer.from(input) };
    return { compileMs, runMs: await used(run) };
  } finally {
    await box.close();
  }
}
