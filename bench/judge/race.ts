import type { Measurement, Target } from '../frame/bench.ts';
import { inTurns, measured, measuredAt, ratios } from '../frame/measure.ts';
import type { Contender, Ours } from './contenders.ts';

/** One language on one problem: ours against the same done bare. */
export type Race = {
  /** Begins every id. */
  id: string;
  language: string;
  /** What kind of problem, for the groups' names. */
  problem: string;
  ours: Ours;
  plain: Contender;
  /** Our own commands without us; not there where the language does not tell them. */
  improved: Contender | null;
  targets: { plain?: Target; improved?: Target; timesOriginal?: Target };
};

export type RaceOptions = { lanes: number; rounds: number; roundMs: number; idleMs: number; idleSamples: { least: number; most: number } };

/** What the first CodeArena published for 50 users at once, per minute. */
const ORIGINAL_PER_MINUTE = 45;

/** `senderShare`: of the time of all cores what sending and listening took while we were at our limit. */
export type RaceResult = { measurements: Measurement[]; idle: { ours: number[]; plain: number[] }; senderShare: number };

export async function runRace(race: Race, options: RaceOptions, onProgress: (share: number) => void): Promise<RaceResult> {
  const { ours, plain, improved } = race;
  const contenders = { ours, plain, ...(improved && { improved }) };
  const once = await warmUp(Object.values(contenders));
  const count = batchSize(options, once);
  const batches = await inTurns(
    options.rounds,
    turnsOf(contenders, (contender) => contender.batch(count)),
    (done, all) => onProgress((done / all) * 0.6),
  );
  const senderShare = ours.senderMs() / (batches.ours.reduce((sum, ms) => sum + ms, 0) * options.lanes);
  const samples = Math.round(Math.min(Math.max(options.idleMs / once, options.idleSamples.least), options.idleSamples.most));
  const idle = await inTurns(
    samples,
    turnsOf(contenders, (contender) => contender.one()),
    (done, all) => onProgress(0.6 + (done / all) * 0.4),
  );
  return { measurements: [...saturated(race, options, batches, count), ...atIdle(race, idle)], idle, senderShare };
}

type Named<Result> = { ours: Result; plain: Result; improved: Result };

/** Without the improved road there is no such turn, and no result of it. */
function turnsOf(contenders: Partial<Named<Contender>>, turn: (contender: Contender) => Promise<number>): Named<() => Promise<number>> {
  return Object.fromEntries(Object.entries(contenders).map(([name, contender]) => [name, () => turn(contender)])) as Named<() => Promise<number>>;
}

/** Files are in memory and caches warm for everybody; answers how long the slowest takes for one. */
async function warmUp(contenders: readonly Contender[]): Promise<number> {
  const times: number[] = [];
  for (const contender of contenders) {
    await contender.one();
    times.push(await contender.one());
  }
  return Math.max(...times);
}

/** So that beginning and end of a batch, where lanes wait for work, are not most of it. */
const LEAST_PER_LANE = 3;

/** As many as the slowest does in about one round, the same number for every lane. */
function batchSize({ lanes, roundMs }: RaceOptions, once: number): number {
  return lanes * Math.min(100, Math.max(LEAST_PER_LANE, Math.round(roundMs / once)));
}

function saturated(race: Race, { lanes }: RaceOptions, batches: Named<number[]>, count: number): Measurement[] {
  const { id, language, problem, targets } = race;
  const efficiency = { group: `${problem}: efficiency, bare seconds to ours`, unit: 'ratio' } as const;
  const rates = batches.ours.map((ms) => (count / ms) * 1000);
  const timesOriginal = rates.map((rate) => (rate * 60) / lanes / ORIGINAL_PER_MINUTE);
  const plainRates = batches.plain.map((ms) => (count / ms) * 1000);
  const group = `${problem}: at saturation`;
  return [
    measured({ ...efficiency, id: `${id}.plain`, name: `${language}, plain toolchain`, ...wanted(targets.plain) }, ratios(batches.plain, batches.ours)),
    ...(batches.improved
      ? [
          measured(
            { ...efficiency, id: `${id}.improved`, name: `${language}, our commands bare`, ...wanted(targets.improved) },
            ratios(batches.improved, batches.ours),
          ),
        ]
      : []),
    measured({ id: `${id}.rate`, group, name: `${language}, submissions`, unit: '/s' }, rates),
    measured({ id: `${id}.plain-rate`, group, name: `${language}, plain toolchain bare`, unit: '/s' }, plainRates),
    measured(
      { id: `${id}.original`, group, name: `${language}, a minute and core to ${ORIGINAL_PER_MINUTE}`, unit: 'ratio', ...wanted(targets.timesOriginal) },
      timesOriginal,
    ),
  ];
}

function atIdle({ id, language, problem }: Race, { ours, plain, improved }: Named<number[]>): Measurement[] {
  const time = { group: `${problem}: at idle, from submit to verdict`, unit: 'ms' } as const;
  return [
    measured({ ...time, id: `${id}.idle.p50`, name: `${language}, p50` }, ours),
    measuredAt(0.99, { ...time, id: `${id}.idle.p99`, name: `${language}, p99` }, ours),
    measured({ ...time, id: `${id}.idle.plain`, name: `${language}, plain toolchain bare, p50` }, plain),
    ...(improved ? [measured({ ...time, id: `${id}.idle.improved`, name: `${language}, our commands bare, p50` }, improved)] : []),
  ];
}

function wanted(target: Target | undefined): { target?: Target } {
  return target ? { target } : {};
}
