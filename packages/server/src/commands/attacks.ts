import { canJudge } from '@codearena/core';
import { attackReport, attackTable, runAttacks } from '@codearena/execution';
import type { Config } from '../config.ts';
import { openSandbox } from '../sandboxes.ts';
import { note, printJson, type ExitCode } from './outcome.ts';
import { withLifetime } from './workbench.ts';

/** Runs every attack on this machine's sandbox; one that comes through is a finding. */
export function attack(config: Config, options: { json?: boolean }): Promise<ExitCode> {
  return withLifetime<ExitCode>(async (parts) => {
    const { sandbox, report, languages } = await openSandbox({ ...parts, config });
    if (!canJudge(report)) throw new Error('this machine cannot isolate programs; bin/codearena doctor says why');
    const results = await runAttacks(sandbox, { languages: languages.installed, onResult: ({ name }) => note(`  ${name}`) });
    const outcome = attackReport(results);
    if (options.json) printJson({ ...outcome, results });
    else process.stdout.write(attackTable(results));
    return outcome.green ? 0 : 1;
  });
}
