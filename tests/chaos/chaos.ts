/**
 * Breaks a running product again and again while people submit, and then counts: every 202 must have exactly one verdict,
 * the right one, and every subscriber must have heard of it once. The seed decides which faults come, and how long they last; when
 * they come is up to the machine.
 *   npm run chaos -- [--mode embedded|distributed|both] [--seconds N] [--seed N] [--visitors N] [--sandbox native|docker] [--json] [--report FILE]
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { campaign, type Record } from './campaign.ts';
import { findLeftovers } from './machine.ts';
import { createRandom } from '../product/random.ts';
import { SANDBOXES, type ChosenSandbox } from './sandbox.ts';
import { startDistributed, startEmbedded } from './stack.ts';
import { everythingEnds, inspect } from './verdicts.ts';
import { bringVisitors } from './visitors.ts';

const MODES = { embedded: startEmbedded, distributed: startDistributed };
type Mode = keyof typeof MODES;

type Options = { seed: number; seconds: number; visitors: number; sandbox: ChosenSandbox };
type Report = { mode: Mode; seed: number; seconds: number; accepted: number; faults: Record[]; wrong: string[] };

/** Each run points the processes to a directory of its own inside. */
const TEMPORARY = tmpdir();
const ENDING_TIMEOUT_MS = 90_000;
/** A subscriber whose connection was lost without a word notices after up to 45 s, as Socket.IO has it. */
const TELLING_TIMEOUT_MS = 75_000;

async function wreak(mode: Mode, { seed, seconds, visitors: visitorCount, sandbox }: Options): Promise<Report> {
  const directory = mkdtempSync(path.join(TEMPORARY, 'codearena-chaos-'));
  const temporary = path.join(directory, 'tmp');
  mkdirSync(temporary);
  chmodSync(directory, 0o755);
  chmodSync(temporary, 0o1777);
  const mark = `CODEARENA_CHAOS=${path.basename(directory)}`;
  process.env.TMPDIR = temporary;
  const environment = {
    CODEARENA_CHAOS: path.basename(directory),
    TMPDIR: temporary,
    SUBMISSIONS_PER_MINUTE: '0',
    SESSION_SECRET: `chaos ${'x'.repeat(32)}`,
    ...sandbox.environment,
  };

  say(`${mode}: starting (logs in ${directory}) …`);
  const stack = await MODES[mode]({ directory, environment });
  const random = createRandom(seed);
  const visitors = await bringVisitors(visitorCount, stack.doors, createRandom(seed + 1));
  say(`${mode}: ${visitorCount} people submit; faults for ${seconds} s, seed ${seed}`);
  const faults = await campaign({ stack, visitors, random, seconds, onFault: ({ name, atSeconds }) => say(`  ${String(atSeconds).padStart(6)} s  ${name}`) });
  const ended = await everythingEnds(stack, ENDING_TIMEOUT_MS);
  // What was told last may still be on its way to a subscriber.
  await untilTold(visitors.accepted.values());
  const wrong = ended ? [] : [`not everything had ended ${ENDING_TIMEOUT_MS / 1000} s after the last fault`];
  wrong.push(...visitors.complaints, ...(await inspect(stack, visitors, { before: visitorCount })));
  visitors.leave();
  const endings = await stack.stop();
  for (const [role, ending] of endings) if (ending !== 0) wrong.push(`${role} ended with ${ending} when it was told to stop`);
  const launchers = stack.roles.flatMap((role) => [...role.launchers]);
  wrong.push(...findLeftovers(mark, launchers, temporary), ...(await sandbox.findLeftovers()));
  if (wrong.length === 0) rmSync(directory, { recursive: true, force: true });
  return { mode, seed, seconds, accepted: visitors.accepted.size, faults, wrong };
}

async function untilTold(accepted: Iterable<{ endedAt: number | null }>): Promise<void> {
  const entries = [...accepted];
  for (let i = 0; i < TELLING_TIMEOUT_MS / 100 && entries.some(({ endedAt }) => endedAt === null); i++)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

function table({ mode, accepted, faults, wrong }: Report): string {
  const seconds = (value: number | null): string => (value === null ? '–' : value.toFixed(1)).padStart(9);
  const rows = faults.map(
    (fault) =>
      `${fault.atSeconds.toFixed(1).padStart(7)} ${seconds(fault.lastedSeconds)} ${seconds(fault.acceptingSeconds)} ${seconds(fault.finishedSeconds)}  ${fault.name}`,
  );
  return [
    `${mode}: ${accepted} accepted, ${faults.length} faults, ${wrong.length} wrong`,
    '     at    lasted accepting  finished  fault (seconds; the last two from its beginning)',
    ...rows,
    ...wrong.slice(0, 50).map((line) => `  ✗ ${line}`),
  ].join('\n');
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'both' },
    seconds: { type: 'string', default: '75' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    visitors: { type: 'string', default: '6' },
    sandbox: { type: 'string', default: 'native' },
    json: { type: 'boolean', default: false },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(
    'usage: npm run chaos -- [--mode embedded|distributed|both] [--seconds N] [--seed N] [--visitors N] [--sandbox native|docker] [--json] [--report FILE]\n',
  );
  process.exit(0);
}
const modes: Mode[] = values.mode === 'both' ? ['embedded', 'distributed'] : [values.mode === 'distributed' ? 'distributed' : 'embedded'];
const sandbox = await SANDBOXES[values.sandbox === 'docker' ? 'docker' : 'native']();
const reports: Report[] = [];
for (const mode of modes) {
  const report = await wreak(mode, { seed: Number(values.seed), seconds: Number(values.seconds), visitors: Number(values.visitors), sandbox });
  reports.push(report);
  if (!values.json) process.stdout.write(`${table(report)}\n\n`);
}
await sandbox.stop();
if (values.report) writeFileSync(values.report, JSON.stringify(reports));
if (values.json) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
process.exit(reports.every(({ wrong }) => wrong.length === 0) ? 0 : 1);
