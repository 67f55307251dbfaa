import type { Measurement, Target } from '../frame/bench.ts';
import { inTurns, measured, measuredAt, ratios } from '../frame/measure.ts';
import { OUR_STANDARD } from './bare-roads.ts';
import type { Contender, Ours } from './contenders.ts';

/** One language on one problem: ours against the same done bare. */
export type Race = {
  /** Begins every id. */
  id: string;
  language: string;
  /** What kind of problem, for the groups' names. */
  problem: string;
  ours: Ours;
  references: References;
  targets: { timesOriginal?: Target } & Partial<Record<ReferenceName, Target>>;
};

/** What judges bare. `standard`: the plain toolchain for the edition of the language that we compile, where its own is another. `improved`: our own commands without us. */
export type References = { plain: Contender; standard?: Contender; improved: Contender };

export type ReferenceName = keyof References;

export type RaceOptions = { lanes: number; rounds: number; roundMs: number; idleMs: number; idleSamples: { least: number; most: number } };

/** What the first CodeArena published for 50 users at once, per minute. */
const ORIGINAL_PER_MINUTE = 45;

/** `senderShare`: of the time of all cores what sending and listening took while we were at our limit. */
export type RaceResult = { measurements: Measurement[]; idle: Results; senderShare: number };

/** What each measured, in rounds; nothing of a reference that is not there. */
type Results = { ours: number[]; plain: number[]; improved: number[]; standard?: number[] };

export async function runRace(race: Race, options: RaceOptions, onProgress: (share: number) => void): Promise<RaceResult> {
  const { ours, references } = race;
  const contenders = { ours, ...references };
  const once = await warmUp(Object.values(contenders));
  const count = batchSize(options, once);
  const batches: Results = await inTurns(
    options.rounds,
    turnsOf(contenders, (contender) => contender.batch(count)),
    (done, all) => onProgress((done / all) * 0.6),
  );
  const senderShare = ours.senderMs() / (batches.ours.reduce((sum, ms) => sum + ms, 0) * options.lanes);
  const samples = Math.round(Math.min(Math.max(options.idleMs / once, options.idleSamples.least), options.idleSamples.most));
  const idle: Results = await inTurns(
    samples,
    turnsOf(contenders, (contender) => contender.one()),
    (done, all) => onProgress(0.6 + (done / all) * 0.4),
  );
  return { measurements: [...saturated(race, options, batches, count), ...atIdle(race, idle)], idle, senderShare };
}

type Contenders = { ours: Ours } & References;

function turnsOf(contenders: Contenders, turn: (contender: Contender) => Promise<number>): Record<keyof Results, () => Promise<number>> {
  const turns = Object.entries(contenders).map(([name, contender]) => [name, () => turn(contender)] as const);
  return Object.fromEntries(turns) as Record<keyof Results, () => Promise<number>>;
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

function saturated(race: Race, { lanes }: RaceOptions, batches: Results, count: number): Measurement[] {
  const { id, language, problem, targets } = race;
  const efficiency = { group: `${problem}: efficiency, bare seconds to ours`, unit: 'ratio' } as const;
  const rates = batches.ours.map((ms) => (count / ms) * 1000);
  const timesOriginal = rates.map((rate) => (rate * 60) / lanes / ORIGINAL_PER_MINUTE);
  const plainRates = batches.plain.map((ms) => (count / ms) * 1000);
  const group = `${problem}: at saturation`;
  return [
    ...ofReferences(batches, (reference, times) =>
      measured(
        { ...efficiency, id: `${id}.${reference.name}`, name: `${language}, ${reference.title}`, ...wanted(targets[reference.name]) },
        ratios(times, batches.ours),
      ),
    ),
    measured({ id: `${id}.rate`, group, name: `${language}, submissions`, unit: '/s' }, rates),
    measured({ id: `${id}.plain-rate`, group, name: `${language}, plain toolchain bare`, unit: '/s' }, plainRates),
    measured(
      { id: `${id}.original`, group, name: `${language}, a minute and core to ${ORIGINAL_PER_MINUTE}`, unit: 'ratio', ...wanted(targets.timesOriginal) },
      timesOriginal,
    ),
  ];
}

function atIdle({ id, language, problem }: Race, results: Results): Measurement[] {
  const time = { group: `${problem}: at idle, from submit to verdict`, unit: 'ms' } as const;
  return [
    measured({ ...time, id: `${id}.idle.p50`, name: `${language}, p50` }, results.ours),
    measuredAt(0.99, { ...time, id: `${id}.idle.p99`, name: `${language}, p99` }, results.ours),
    ...ofReferences(results, (reference, times) =>
      measured({ ...time, id: `${id}.idle.${reference.name}`, name: `${language}, ${reference.titleAtIdle}, p50` }, times),
    ),
  ];
}

const REFERENCES: readonly { name: ReferenceName; title: string; titleAtIdle: string }[] = [
  { name: 'plain', title: 'plain toolchain', titleAtIdle: 'plain toolchain bare' },
  { name: 'standard', title: `plain toolchain, ${OUR_STANDARD}`, titleAtIdle: `plain toolchain bare, ${OUR_STANDARD}` },
  { name: 'improved', title: 'our commands bare', titleAtIdle: 'our commands bare' },
];

function ofReferences(results: Results, measure: (reference: (typeof REFERENCES)[number], times: readonly number[]) => Measurement): Measurement[] {
  return REFERENCES.flatMap((reference) => {
    const times = results[reference.name];
    return times ? [measure(reference, times)] : [];
  });
}

function wanted(target: Target | undefined): { target?: Target } {
  return target ? { target } : {};
}
