import { canJudge, type SandboxKind } from '@codearena/core';
import { attackReport, attackTable, runAttacks, type AttackResult } from '@codearena/execution';
import type { Config } from '../config.ts';
import { availableSandboxes, openSandbox } from '../sandboxes.ts';
import { note, printJson, type ExitCode } from './outcome.ts';
import { withLifetime } from './workbench.ts';

type Attacked = { kind: SandboxKind; results: AttackResult[] };

/** Runs every attack on each sandbox that this machine has, one after the other; one that comes through is a finding. */
export async function attack(config: Config, options: { json?: boolean }): Promise<ExitCode> {
  const attacked: Attacked[] = [];
  for (const kind of await availableSandboxes(config)) {
    const results = await attackOne({ ...config, sandbox: kind });
    if (results === null) note(`The ${kind} sandbox cannot isolate programs here; SANDBOX=${kind} bin/codearena doctor says why`);
    else attacked.push({ kind, results });
  }
  if (attacked.length === 0) throw new Error('this machine cannot isolate programs; bin/codearena doctor says why');
  const outcomes = attacked.map(({ kind, results }) => ({ kind, ...attackReport(results), results }));
  if (options.json) printJson(outcomes);
  else for (const { kind, results } of attacked) process.stdout.write(`Attacks on the ${kind} sandbox\n${attackTable(results)}\n\n`);
  return outcomes.every(({ green }) => green) ? 0 : 1;
}

function attackOne(config: Config): Promise<AttackResult[] | null> {
  return withLifetime(async (parts) => {
    const { sandbox, report, languages, watchHost } = await openSandbox({ ...parts, config });
    if (!canJudge(report)) return null;
    const host = await watchHost();
    return runAttacks(sandbox, { languages: languages.installed, host, onResult: ({ name }) => note(`  ${config.sandbox}: ${name}`) });
  });
}
