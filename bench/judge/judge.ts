import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WrongUsage } from '../command-line.ts';
import type { Bench, BenchContext, Findings, Measurement, Target, Timeline } from '../frame/bench.ts';
import { measured, measuredAt } from '../frame/measure.ts';
import { median } from '../frame/statistics.ts';
import { importProblems, memoryOf, startProduct } from '../product.ts';
import { visit, type Visitor } from '../visitor.ts';
import { OUR_STANDARD, improvedRoads, plainRoad, type BareRoad } from './bare-roads.ts';
import { drawBudget } from './budget.ts';
import { createBare, createOurs, type Contender } from './contenders.ts';
import { blockSumTest, writeProblem, type BenchProblem } from './problems.ts';
import { A_PLUS_B, BLOCK_SUMS, LANGUAGES, ONE_MILLISECOND, salted, type Language } from './programs.ts';
import { runRace, type Race, type References, type ReferenceName, type RaceOptions, type RaceResult } from './race.ts';

const VISITORS = 8;
const SMALL_BYTES = 200;
const LARGE_BYTES = 5 * 1024 * 1024;
const AT_REST_MS = 5_000;
/** Of these races it is told where the time goes. */
const BUDGETS = ['trivial.python', 'millisecond.c', 'small.cpp'];

const NAMES: Readonly<Record<Language, string>> = {
  c: 'C',
  cpp: 'C++',
  java: 'Java',
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
};

/** Which race, in which language, and what it is to reach. */
type Entry = { kind: keyof typeof KINDS; language: Language; targets: Race['targets'] };

const KINDS = {
  trivial: { title: '3 trivial tests', sources: (language: Language) => (language === 'cpp' ? A_PLUS_B.cpp : A_PLUS_B.python), flags: '' },
  millisecond: { title: '20 tests of 1 ms, static', sources: () => ONE_MILLISECOND, flags: '-static' },
  small: { title: '20 small tests', sources: (language: Language) => BLOCK_SUMS[language], flags: '' },
  large: { title: '10 tests of 5 MB', sources: (language: Language) => BLOCK_SUMS[language], flags: '' },
} as const;

const TARGETS: Partial<Record<Language, Partial<Record<ReferenceName, Target>>>> = {
  cpp: { plain: { atLeast: 2.5 }, standard: { atLeast: 2.5 }, improved: { atLeast: 0.9 } },
  java: { plain: { atLeast: 1.5 }, improved: { atLeast: 0.9 } },
  python: { plain: { atLeast: 0.85 }, improved: { atLeast: 0.9 } },
  javascript: { plain: { atLeast: 0.85 }, improved: { atLeast: 0.9 } },
};

/**
 * The whole product from the request to the verdict on the socket, against the same compilations and runs done by a
 * shell with the same parallelism: as people type them, and with the commands that the product itself uses.
 */
export const judge: Bench = {
  name: 'judge',
  description: 'submissions a second and submit to verdict, of the whole product against a bare shell, in six languages',
  options: {
    languages: { type: 'string', default: LANGUAGES.join(','), description: 'which' },
    problems: { type: 'string', default: Object.keys(KINDS).join(','), description: 'which kinds' },
  },
  needs: ['default-jdk-headless'],
  limitSeconds: 2_400,
  async measure(context) {
    const entries = entriesOf(context);
    if (entries.length === 0) throw new WrongUsage(`there is nothing of --languages ${context.option('languages')} --problems ${context.option('problems')}`);
    const lanes = os.availableParallelism();
    context.progress(0, 'starting the product');
    const installation = await startProduct(context);
    const problems = writeProblems(context, new Set(entries.map(({ kind }) => kind)));
    importProblems(
      installation,
      [...problems.values()].map(({ directory }) => directory),
    );
    await sleep(AT_REST_MS);
    const fresh = memoryOf(installation.process.pid ?? 0);
    const visitors = await bringVisitors(installation.url, context);
    const { roads, missing } = await improvedRoads([...new Set(entries.map(({ language }) => language))], path.join(installation.dataDir, 'toolchains'));
    const parts: Findings[] = [];
    const shares: number[] = [];
    for (const [index, entry] of entries.entries()) {
      const problem = problems.get(entry.kind);
      const improved = roads.get(entry.language);
      if (!problem || !improved) continue;
      const race = prepareRace(context, entry, problem, { visitors, lanes, improved });
      const name = `${NAMES[entry.language]}, ${KINDS[entry.kind].title}`;
      const result = await runRace(race, raceOptions(context.quick, lanes, entry.kind), (share) => context.progress((index + share) / entries.length, name));
      parts.push({ measurements: result.measurements });
      shares.push(result.senderShare * 100);
      if (race.id === 'trivial.python') parts.push({ measurements: aboveBare(result) });
      if (BUDGETS.includes(race.id)) parts.push(await budgetOf(entry, race, visitors, installation.dataDir, result));
      for (const contender of Object.values(race.references)) contender.stop();
    }
    await sleep(AT_REST_MS);
    const judged = memoryOf(installation.process.pid ?? 0);
    return {
      measurements: [...parts.flatMap(({ measurements }) => measurements), ...memoryMeasurements(fresh.mebibytes, judged.mebibytes)],
      timelines: parts.flatMap(({ timelines = [] }) => timelines),
      notes: [
        ...missing,
        `${lanes} lanes; the sender took at most ${Math.max(0, ...shares).toFixed(1)} % of the cores; the memory is that of ${judged.processes} processes`,
      ],
    };
  },
};

function entriesOf({ option }: BenchContext): Entry[] {
  const languages = option('languages').split(',');
  const kinds = option('problems').split(',');
  return allEntries().filter(({ kind, language }) => kinds.includes(kind) && languages.includes(language));
}

function allEntries(): Entry[] {
  const trivial: Entry[] = [
    { kind: 'trivial', language: 'python', targets: { timesOriginal: { atLeast: 20 } } },
    { kind: 'trivial', language: 'cpp', targets: { timesOriginal: { atLeast: 4 } } },
  ];
  const millisecond: Entry = { kind: 'millisecond', language: 'c', targets: { plain: { atLeast: 0.6 } } };
  const others = (['small', 'large'] as const).flatMap((kind) => LANGUAGES.map((language): Entry => ({ kind, language, targets: TARGETS[language] ?? {} })));
  return [...trivial, millisecond, ...others];
}

/** The 99th percentile of trivial ones has a target, and needs its hundreds. */
function raceOptions(quick: boolean, lanes: number, kind: Entry['kind']): RaceOptions {
  if (quick) return { lanes, rounds: 2, roundMs: 700, idleMs: 500, idleSamples: { least: 3, most: 20 } };
  return { lanes, rounds: 5, roundMs: 2_000, idleMs: kind === 'trivial' ? 20_000 : 5_000, idleSamples: { least: 10, most: 200 } };
}

function writeProblems({ directory, random }: BenchContext, kinds: ReadonlySet<Entry['kind']>): Map<Entry['kind'], BenchProblem> {
  const parent = path.join(directory, 'problems');
  const numbers = (count: number): number[] => Array.from({ length: count }, () => Math.floor(random() * 1_000_000));
  const tests = {
    trivial: () => numbers(3).map((a) => ({ input: `${a} 1\n`, answer: `${a + 1}\n` })),
    millisecond: () => numbers(20).map((number) => ({ input: `${number}\n`, answer: `${number}\n` })),
    small: () => numbers(20).map(() => blockSumTest(random, SMALL_BYTES)),
    large: () => numbers(10).map(() => blockSumTest(random, LARGE_BYTES)),
  };
  return new Map([...kinds].map((kind) => [kind, writeProblem(parent, `bench-${kind}`, KINDS[kind].title, tests[kind]())]));
}

async function bringVisitors(url: string, { release }: BenchContext): Promise<Visitor[]> {
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => visit(url)));
  release(() => visitors.forEach((visitor) => visitor.leave()));
  return visitors;
}

type Field = { visitors: readonly Visitor[]; lanes: number; improved: BareRoad };

function prepareRace({ directory, random }: BenchContext, { kind, language, targets }: Entry, problem: BenchProblem, field: Field): Race {
  const { title, sources, flags } = KINDS[kind];
  const { visitors, lanes, improved } = field;
  let salt = Math.floor(random() * 1_000_000_000);
  const submissions = { problem, language, nextCode: () => salted(sources(language), (salt += 1)) };
  const id = `${kind}.${language}`;
  const bare = (name: ReferenceName, road: BareRoad): Contender => createBare(path.join(directory, 'bare', `${id}-${name}`), road, lanes, submissions);
  const references: References = { plain: bare('plain', plainRoad(language, flags)), improved: bare('improved', improved) };
  if (language === 'cpp') references.standard = bare('standard', plainRoad(language, OUR_STANDARD));
  return {
    id,
    language: NAMES[language],
    problem: title,
    targets,
    ours: createOurs(visitors, lanes, submissions),
    references,
  };
}

/** To the median bare time, so that a slow moment of the bare run does not excuse one of ours. */
function aboveBare({ idle }: RaceResult): Measurement[] {
  const bare = median(idle.plain);
  const above = idle.ours.map((ms) => ms - bare);
  const group = 'Python, 3 trivial tests: above the bare time at idle';
  return [
    measured({ id: 'trivial.python.above.p50', group, name: 'p50', unit: 'ms', target: { atMost: 40 } }, above),
    measuredAt(0.99, { id: 'trivial.python.above.p99', group, name: 'p99', unit: 'ms', target: { atMost: 100 } }, above),
  ];
}

/** Of the submissions that were sent while nothing else went on: the last ones. */
async function budgetOf({ kind, language }: Entry, race: Race, visitors: readonly Visitor[], dataDir: string, { idle }: RaceResult): Promise<Findings> {
  const [visitor] = visitors;
  if (!visitor) return { measurements: [] };
  const what = { id: `${kind}-${language}`, title: `${NAMES[language]}, ${KINDS[kind].title}` };
  const { measurements, timeline } = await drawBudget(what, race.ours.judged.slice(-idle.ours.length), visitor, dataDir);
  const timelines: Timeline[] = [timeline];
  return { measurements, timelines };
}

function memoryMeasurements(fresh: number, judged: number): Measurement[] {
  const memory = { group: 'memory of the whole product at rest (PSS)', unit: 'MiB', target: { atMost: 350 } } as const;
  return [
    measured({ ...memory, id: 'memory.fresh', name: 'after its first start' }, [fresh]),
    measured({ ...memory, id: 'memory.judged', name: 'after all of this' }, [judged]),
  ];
}
