import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Progress } from '@codearena/data';
import type { Config } from '../config.ts';
import { backUpConfigured, restoreConfigured } from '../wiring.ts';
import { note, printJson, UsageError, type ExitCode } from './outcome.ts';
import { withLifetime } from './workbench.ts';

export function backUpDatabase(config: Config, file: string, options: { json?: boolean }): Promise<ExitCode> {
  return withLifetime<ExitCode>(async (parts) => {
    if (!(await isDirectory(path.dirname(file)))) throw new UsageError(`${path.dirname(file)} is no directory`);
    const report = await backUpConfigured({ ...parts, config }, file, progressOn(process.stderr));
    if (options.json) printJson({ file, ...report });
    else note(`${file} has ${report.rows} rows of ${report.tables} tables in ${megabytes(report.fileBytes)}; whoever can read it can read everybody's code`);
    return 0;
  });
}

export function restoreDatabase(config: Config, file: string, options: { json?: boolean; force?: boolean }): Promise<ExitCode> {
  return withLifetime<ExitCode>(async (parts) => {
    await stat(file).catch(() => {
      throw new UsageError(`${file} does not exist`);
    });
    const report = await restoreConfigured({ ...parts, config }, file, { force: options.force, onProgress: progressOn(process.stderr) });
    if (options.json) printJson({ file, ...report });
    else
      note(
        `everything is as it was at ${report.createdAt}: ${report.rows} rows of ${report.tables} tables; ${report.judgedAgain} submissions will be judged again`,
      );
    return 0;
  });
}

async function isDirectory(location: string): Promise<boolean> {
  return stat(location).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

const FIRST_AFTER_MS = 1_000;
/** On a terminal the line is written over; elsewhere each is a line of its own, so there are fewer. */
const EVERY_MS = { terminal: 200, log: 10_000 };

function progressOn(stream: NodeJS.WriteStream): (progress: Progress) => void {
  let nextAt = performance.now() + FIRST_AFTER_MS;
  return ({ table, bytes }) => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + (stream.isTTY ? EVERY_MS.terminal : EVERY_MS.log);
    const line = `${table}: ${megabytes(bytes)} so far`;
    stream.write(stream.isTTY ? `\r\x1b[K${line}\r` : `${line}\n`);
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
