import { chmodSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { install, nodeProcess, untilAtRest } from '../../tests/journeys/installation.ts';
import type { Bench, BenchContext, Measurement } from '../frame/bench.ts';
import { measured } from '../frame/measure.ts';
import { createOurs } from '../judge/contenders.ts';
import { visit } from '../visitor.ts';
import { sharesOf, type CpuProfile } from './shares.ts';

const VISITORS = 8;
const SHOWN = 20;

/** Where the processor time of the process goes that serves and judges, with as many submissions as it can take. */
export const profile: Bench = {
  name: 'profile',
  description: 'whose work the time of the main thread is while submissions to a-plus-b are judged at saturation; a CPU profile on demand',
  options: {
    submissions: { type: 'string', default: '300', description: 'how many, in Python' },
    keep: { type: 'string', default: '', description: 'FILE to write the profile to, for a flame graph in developer tools' },
  },
  limitSeconds: 600,
  async measure(context) {
    context.progress(0, 'starting the product');
    const count = Math.ceil(Number(context.option('submissions')) * (context.quick ? 0.2 : 1));
    const profiled = context.option('keep') || path.join(context.directory, 'product.cpuprofile');
    const { cpu, tests, perSecond } = await judgeUnderWatch(context, count, profiled);
    const shares = sharesOf(JSON.parse(readFileSync(profiled, 'utf8')) as CpuProfile).slice(0, SHOWN);
    const group = 'the main thread while judging: whose work its time is';
    const parts = shares.map(({ owner, percent }): Measurement => measured({ id: `share.${idOf(owner)}`, group, name: owner, unit: '%' }, [percent]));
    const spent = 'what one submission costs the main process';
    return {
      measurements: [
        measured({ id: 'processor', group: spent, name: 'processor time', unit: 'ms' }, [cpu / count]),
        measured({ id: 'processor.test', group: spent, name: `processor time for each of ${tests} tests`, unit: 'ms' }, [cpu / count / tests]),
        measured({ id: 'rate', group: spent, name: 'submissions under the profiler', unit: '/s' }, [perSecond]),
        ...parts,
      ],
    };
  },
};

type Watched = { cpu: number; tests: number; perSecond: number };

async function judgeUnderWatch(context: BenchContext, count: number, profiled: string): Promise<Watched> {
  // The product runs as another user, who has to be able to write there.
  chmodSync(context.directory, 0o777);
  const sampler = path.join(import.meta.dirname, 'sampler.cjs');
  const installation = await install({ NODE_OPTIONS: `--require ${sampler}`, CODEARENA_BENCH_PROFILE: profiled });
  context.release(() => installation.remove());
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => visit(installation.url)));
  context.release(() => visitors.forEach((visitor) => visitor.leave()));
  let salt = 0;
  const problem = { slug: 'a-plus-b', directory: '', tests: [] };
  const nextCode = (): string => `SALT = ${(salt += 1)}\na, b = map(int, input().split())\nprint(a + b)\n`;
  const ours = createOurs(visitors, os.availableParallelism(), { problem, language: 'python', nextCode });
  context.progress(0.3, 'settling');
  await ours.batch(VISITORS);
  await ours.one();
  const own = ours.judged.at(-1);
  await untilAtRest(installation);
  const pid = nodeProcess(installation.dataDir);
  process.kill(pid, 'SIGUSR2');
  context.progress(0.5, `${count} submissions`);
  const before = processorMs(pid);
  const taken = await ours.batch(count);
  const cpu = processorMs(pid) - before;
  const submission = (await visitors[0]?.get(`/api/submissions/${own?.id ?? ''}`)) as { testResults: unknown[] } | undefined;
  visitors.forEach((visitor) => visitor.leave());
  await installation.stop();
  return { cpu, tests: submission?.testResults.length ?? Number.NaN, perSecond: (count / taken) * 1000 };
}

/** User and system time of all threads so far, in ticks of 10 ms (proc_pid_stat(5), fields 14 and 15). */
function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function idOf(owner: string): string {
  return owner
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
