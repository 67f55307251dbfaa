import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { PACKAGE_KINDS, type PackageKind } from '@codearena/problem-package';
import { attack } from './commands/attacks.ts';
import { backUpDatabase, restoreDatabase } from './commands/backup.ts';
import { bench } from './commands/bench.ts';
import { doctor } from './commands/doctor.ts';
import { migrateDatabase } from './commands/migrate.ts';
import { UsageError, type ExitCode } from './commands/outcome.ts';
import { exportProblem, importProblems, newProblem, verifyProblems, type VerifyFlags } from './commands/problem.ts';
import { run } from './commands/run.ts';
import { submit } from './commands/submit.ts';
import { ConfigurationError, readConfig, type Config } from './config.ts';
import { version } from './installation.ts';
import { live, type Lifetime } from './lifetime.ts';
import { createFileLogger, createStdoutLogger } from './log.ts';
import { gateway, realtime, worker } from './roles/services.ts';
import { start } from './roles/start.ts';
import type { Logger } from 'pino';

const DEFAULT_URL = 'http://localhost:3000';

const program = new Command('codearena')
  .description('A self-hosted online judge and code-execution platform')
  .version(version())
  .exitOverride()
  .showHelpAfterError('(see codearena --help)');

role('start', 'everything in one process on PORT (default 3000)', start);
role('gateway', 'distributed mode: the HTTP API and the page', gateway);
role('realtime', 'distributed mode: live events over Socket.IO on REALTIME_PORT (default 3001)', realtime);
role('worker', 'distributed mode: judging', worker);

program
  .command('migrate')
  .description('bring the schema of DATABASE_URL up to date; safe to run twice, also at once')
  .option('--json', 'print data instead of a line')
  .action(tool((options: { json?: boolean }) => migrateDatabase(readConfig(process.env), options)));

program
  .command('backup')
  .description('write everything of the configured database to a file, as of one moment; CodeArena may go on running')
  .argument('<file>', 'the file to write; one of this name is replaced when the new one is complete')
  .option('--json', 'print data instead of a line')
  .action(tool((file: string, options: { json?: boolean }) => backUpDatabase(readConfig(process.env), file, options)));

program
  .command('restore')
  .description('make the configured database what it was when the backup was taken; what was being judged is judged again')
  .argument('<file>', 'what codearena backup wrote, of this or an earlier version')
  .option('--force', 'also where there are problems or submissions already: they are lost')
  .option('--json', 'print data instead of a line')
  .action(tool((file: string, options: { json?: boolean; force?: boolean }) => restoreDatabase(readConfig(process.env), file, options)));

program
  .command('doctor')
  .description('which isolation layers and languages this machine has, and how to get the rest')
  .option('--attacks', 'run every attack on the sandbox instead, and tell which came through')
  .option('--json', 'print data instead of a table')
  .action(tool((options: { json?: boolean; attacks?: boolean }) => (options.attacks ? attack : doctor)(readConfig(process.env), options)));

const problem = program.command('problem').description('problem packages: import, verify, export, new');
problem
  .command('verify')
  .description('judge every jury submission in the sandbox: expected × actual; needs no server and no database')
  .argument('<path...>', 'package directories or zip files; a folder of packages means all of them')
  .option('--json', 'print data instead of a table')
  .option('--report <file>', 'also write the data to a file')
  .option('--html <file>', 'also write a page of it: every test of every submission, times against the limit, findings')
  .option('--max-memory <MB>', 'instead of MAX_MEMORY_MB', atLeast(16))
  .option('--max-time <seconds>', 'instead of MAX_TIME_LIMIT_SECONDS', atLeast(1))
  .action(tool((paths: string[], options: VerifyFlags) => verifyProblems(readConfig(process.env), paths, options)));
problem
  .command('import')
  .description('add packages to the configured database, or replace the problems of the same name')
  .argument('<path...>', 'package directories or zip files; a folder of packages means all of them')
  .option('--json', 'print data instead of lines')
  .action(tool((paths: string[], options: { json?: boolean }) => importProblems(readConfig(process.env), paths, options)));
problem
  .command('export')
  .description('write a problem of the configured database as a package directory')
  .argument('<slug>', 'the problem')
  .argument('[directory]', 'where to make the package directory', '.')
  .option('--json', 'print data instead of a line')
  .action(tool((slug: string, directory: string, options: { json?: boolean }) => exportProblem(readConfig(process.env), slug, directory, options)));
problem
  .command('new')
  .description('write a small valid package to start from')
  .argument('<slug>', 'letters a-z, digits and dashes')
  .option('--in <directory>', 'where to make it', '.')
  .addOption(new Option('--kind <kind>', 'what it is an example of').choices(PACKAGE_KINDS).default('pass-fail'))
  .option('--json', 'print data instead of a line')
  .action(tool((slug: string, options: { in: string; kind: PackageKind; json?: boolean }) => newProblem(slug, options)));

program
  .command('submit')
  .description('submit a program of one or several files, or the answers to a problem, to a running CodeArena and wait for the verdict')
  .argument('<file...>', 'the source files; their names are relative to the directory that has all of them')
  .requiredOption('-p, --problem <slug>', 'the problem')
  .option('-l, --language <id>', 'default: by the extension of the first file')
  .option('-e, --entry-point <name>', 'the file, or the class in Java and Kotlin, to start with')
  .option('--url <url>', 'the server', DEFAULT_URL)
  .option('--json', 'print the finished submission as data')
  .action(tool(submit));

program
  .command('run')
  .description('run a file in the sandbox of a running CodeArena with your own input')
  .argument('<file>', 'the source file')
  .option('-i, --input <file>', 'the input; - means stdin')
  .option('-a, --args <args...>', 'arguments of the program')
  .option('-l, --language <id>', 'default: by the file extension')
  .option('--url <url>', 'the server', DEFAULT_URL)
  .option('--json', 'print the finished run as data')
  .action(tool(run));

program
  .command('bench')
  .description('measure this installation against the bare machine; without a name: what there is to measure')
  .argument('[args...]', 'names of benches and their options')
  .allowUnknownOption()
  .helpOption(false)
  .action(tool((args: string[]) => bench(args)));

await main();

function role(name: string, description: string, serve: (config: Config, logger: Logger, lifetime: Lifetime) => Promise<void>): void {
  program
    .command(name)
    .description(description)
    .action(async () => {
      const config = readConfig(process.env);
      const embedded = config.connections.mode === 'embedded';
      const logger = embedded ? createFileLogger(config.logLevel, config.dataDir) : createStdoutLogger(config.logLevel, name);
      await live(logger, (lifetime) => serve(config, logger, lifetime));
      process.exit(0);
    });
}

/** An option that is a number. */
function atLeast(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isFinite(value) || value < least) throw new InvalidArgumentError(`It must be a number of at least ${least}.`);
    return value;
  };
}

/** A tool's answer is its exit code. Commander hands the command itself over last, which no tool needs. */
function tool<Arguments extends unknown[]>(act: (...args: Arguments) => Promise<ExitCode>): (...args: unknown[]) => Promise<void> {
  return async (...args) => {
    process.exitCode = await act(...(args.slice(0, -1) as Arguments));
  };
}

/** Who reads no further, as `head` does, has what they wanted. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

async function main(): Promise<void> {
  process.stdout.on('error', endWithReader);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
    // Something that was opened may still hold the process; the error has been told.
    setImmediate(() => process.exit());
  }
}

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  return error instanceof UsageError || error instanceof ConfigurationError || error instanceof InvalidArgumentError ? 2 : 1;
}
