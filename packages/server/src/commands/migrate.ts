import type { Config } from '../config.ts';
import { migrateConfigured } from '../wiring.ts';
import { note, printJson, type ExitCode } from './outcome.ts';
import { withLifetime } from './workbench.ts';

export function migrateDatabase(config: Config, options: { json?: boolean }): Promise<ExitCode> {
  return withLifetime<ExitCode>(async (parts) => {
    const { from, to } = await migrateConfigured({ ...parts, config });
    if (options.json) printJson({ from, to });
    else note(from === to ? `the schema is up to date (version ${to})` : `the schema went from version ${from} to ${to}`);
    return 0;
  });
}
