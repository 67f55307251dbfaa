import type { Measurement, Target } from '../frame/bench.ts';
import { measured, measuredAt } from '../frame/measure.ts';
import type { AcceptResult } from './accept.ts';
import { LOAD_GENERATOR, type ProcessorUse } from './processor-use.ts';
import type { RoadResult } from './road.ts';

const NONE: Target = { atMost: 0 };

export function acceptFindings(result: AcceptResult): Measurement[] {
  const group = 'accepting, nobody judges';
  const { submissions, seconds, answerMs, refused, fate, processors } = result;
  return [
    measured({ id: 'accept.rate', group, name: 'accepted, stored and queued', unit: '/s', target: { atLeast: 1500 } }, [submissions / seconds]),
    ...times('accept.answer', group, 'from sending to the 202', answerMs),
    count('accept.refused', group, 'not accepted', refused, NONE),
    count('accept.lost', group, 'accepted and not stored', fate.lost, NONE),
    count('accept.doubled', group, 'stored without being accepted, or twice', fate.doubled, NONE),
    count('accept.not-queued', group, 'stored and not queued (left to recovery)', fate.notQueued, NONE),
    ...costs('accept', `${group}: processor time per submission`, processors, submissions),
  ];
}

export function roadFindings(id: 'watch' | 'road', group: string, result: RoadResult): Measurement[] {
  const { sent, refused, seconds, answerMs, verdictMs, queueWaitMs, clients, events, processors } = result;
  const judged = verdictMs.length;
  return [
    count(`${id}.clients`, group, 'connected clients', clients),
    measured({ id: `${id}.rate`, group, name: 'judged', unit: '/s' }, [judged / seconds]),
    ...times(`${id}.answer`, group, 'from sending to the 202', answerMs),
    ...times(`${id}.queue-wait`, group, 'from being stored to being taken', queueWaitMs),
    ...times(`${id}.verdict`, group, 'from sending to the verdict', verdictMs),
    count(`${id}.refused`, group, 'not accepted', refused, NONE),
    count(`${id}.unheard`, group, 'whose verdict was never heard', sent - refused - judged, NONE),
    count(`${id}.events`, group, 'events due to their watchers', events.published),
    count(`${id}.lost`, group, 'events lost', events.lost, NONE),
    count(`${id}.doubled`, group, 'events doubled', events.doubled, NONE),
    count(`${id}.disordered`, group, 'events out of order', events.disordered, NONE),
    ...costs(id, `${group}: processor time per submission`, processors, judged),
    ...(id === 'road' ? needs(processors, judged) : []),
  ];
}

function costs(id: string, group: string, processors: readonly ProcessorUse[], submissions: number): Measurement[] {
  return [...secondsByTier(processors)].map(([tier, seconds]) =>
    measured({ id: `${id}.cost.${wordOf(tier)}`, group, name: tier, unit: 'ms' }, [(seconds / submissions) * 1000]),
  );
}

/** Submissions a second. */
const RATES = [10, 100, 10_000];

/** By multiplication: the cores that each tier would be busy with, if a submission cost there what it costs here. */
function needs(processors: readonly ProcessorUse[], submissions: number): Measurement[] {
  const tiers = [...secondsByTier(processors)].filter(([tier]) => tier !== LOAD_GENERATOR);
  return RATES.flatMap((rate) =>
    tiers.map(([tier, seconds]) =>
      measured({ id: `need.${rate}.${wordOf(tier)}`, group: `cores busy at ${rate.toLocaleString('en')} submissions a second`, name: tier, unit: 'count' }, [
        (seconds / submissions) * rate,
      ]),
    ),
  );
}

/** Instances of one role are summed: what the submissions cost the tier. */
function secondsByTier(processors: readonly ProcessorUse[]): Map<string, number> {
  const tiers = new Map<string, number>();
  for (const { name, seconds } of processors) {
    const tier = name.replace(/ \d+$/, '');
    tiers.set(tier, (tiers.get(tier) ?? 0) + seconds);
  }
  return tiers;
}

function wordOf(tier: string): string {
  return tier.toLowerCase().replaceAll(' ', '-');
}

function times(id: string, group: string, name: string, samples: readonly number[]): Measurement[] {
  if (samples.length === 0) return [];
  return [0.5, 0.95, 0.99].map((share) => measuredAt(share, { id: `${id}.p${share * 100}`, group, name: `${name}, p${share * 100}`, unit: 'ms' }, samples));
}

function count(id: string, group: string, name: string, value: number, target?: Target): Measurement {
  return measured({ id, group, name, unit: 'count', ...(target && { target }) }, [value]);
}
