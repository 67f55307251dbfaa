import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { canJudge } from '@codearena/core';
import { exportPackage, PackageError, scaffoldPackage, type PackageKind } from '@codearena/problem-package';
import { examinePackage, renderHtml, renderReport, verifyPackages } from '@codearena/worker';
import type { Config } from '../config.ts';
import { startAccelerators } from '../fast-compile.ts';
import { importPackage, packagesIn, takeAsRead, type Examiner } from '../practice-problems.ts';
import { openSandbox, type Judgement } from '../sandboxes.ts';
import { openProblems } from '../wiring.ts';
import { note, printJson, UsageError, type ExitCode } from './outcome.ts';
import { withLifetime } from './workbench.ts';

type Format = { json?: boolean };

export type VerifyFlags = Format & { report?: string; html?: string; maxMemory?: number; maxTime?: number };

export function verifyProblems(config: Config, paths: readonly string[], options: VerifyFlags): Promise<ExitCode> {
  return withLifetime<ExitCode>(async (parts) => {
    const packages = (await Promise.all(paths.map(expand))).flat();
    const { maxMemory, maxTime } = options;
    const installation = {
      ...config.limits,
      ...(maxMemory !== undefined && { memoryMb: maxMemory }),
      ...(maxTime !== undefined && { timeMs: maxTime * 1000 }),
    };
    const judgement = await openSandbox({ ...parts, config });
    const { calibrated: sandbox, report: isolation, byId } = judgement;
    if (!canJudge(isolation)) throw new Error('this machine cannot isolate programs; bin/codearena doctor says why');
    startAccelerators({ ...parts, config }, judgement);
    const report = await verifyPackages(packages, { sandbox, languages: byId, installation, onProgress: progressLine(process.stderr) });
    if (options.report) await writeFile(options.report, JSON.stringify(report, null, 2));
    if (options.html) await writeFile(options.html, renderHtml(report));
    if (options.json) printJson(report);
    else process.stdout.write(renderReport(report));
    return report.ok ? 0 : 1;
  });
}

/** A folder that is no package is a folder of packages. */
async function expand(location: string): Promise<string[]> {
  const status = await stat(location).catch(() => null);
  if (!status) throw new UsageError(`${location} does not exist`);
  if (!status.isDirectory() || isPackage(location)) return [location];
  const inside = (await packagesIn(location)).filter(isPackage);
  return inside.length > 0 ? inside : [location];
}

function isPackage(folder: string): boolean {
  return ['problem.yaml', 'problem.xml', 'domjudge-problem.ini'].some((name) => existsSync(path.join(folder, name)));
}

function progressLine(stream: NodeJS.WriteStream): (progress: { done: number; total: number; step: string }) => void {
  if (!stream.isTTY) return () => {};
  return ({ done, total, step }) => {
    const width = 24;
    const filled = Math.round((done / total) * width);
    stream.write(`\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${total} ${step}`.slice(0, (stream.columns || 80) + 4));
    if (done === total) stream.write('\r\x1b[K');
  };
}

export function importProblems(config: Config, paths: readonly string[], options: Format): Promise<ExitCode> {
  return withLifetime<ExitCode>(async (parts) => {
    const { problems } = await openProblems({ ...parts, config });
    const examine = examiner(config, parts);
    const results = [];
    for (const location of (await Promise.all(paths.map(expand))).flat())
      results.push(await importPackage(problems, location, config.limits, examine).catch(failedImport(location)));
    if (options.json) printJson(results);
    for (const result of options.json ? [] : results) {
      note('error' in result ? `${result.path}: ${result.error}` : `${result.slug}: ${result.changed ? 'imported' : 'is there already'}`);
      for (const warning of result.warnings) note(`  ${warning}`);
    }
    return results.some((result) => 'error' in result) ? 1 : 0;
  });
}

/** A sandbox is opened for the first package that needs one; a machine that has none imports too, and says so. */
function examiner(config: Config, parts: Pick<Parameters<typeof openSandbox>[0], 'logger' | 'lifetime'>): Examiner {
  let opening: Promise<Judgement | null> | null = null;
  return async (problem) => {
    const { definition, inputValidators, timeLimit } = problem;
    if (inputValidators.length === 0 && timeLimit.kind === 'given') return takeAsRead(problem);
    opening ??= openSandbox({ ...parts, config }).catch(() => null);
    const opened = await opening;
    if (!opened || !canJudge(opened.report)) return withoutSandbox(problem);
    note(`${definition.slug}: ${timeLimit.kind === 'given' ? 'its inputs are validated' : 'gives no time limit; its submissions are measured'}`);
    return examinePackage(problem, { sandbox: opened.calibrated, languages: opened.byId, installation: config.limits });
  };
}

const withoutSandbox: Examiner = async (problem) => {
  const { timeMs, warnings } = await takeAsRead(problem);
  const unrun = problem.inputValidators.map(({ path: validator }) => `${validator}: was not run: this machine cannot isolate programs`);
  return { timeMs, warnings: [...unrun, ...warnings] };
};

/** One package that cannot be read does not keep the others out. */
function failedImport(location: string): (error: unknown) => { path: string; error: string; warnings: string[] } {
  return (error) => {
    if (!(error instanceof PackageError)) throw error;
    return { path: location, error: error.message, warnings: [] };
  };
}

export async function newProblem(slug: string, options: Format & { in: string; kind: PackageKind }): Promise<ExitCode> {
  const folder = await scaffoldPackage(options.in, slug, options.kind).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
  if (options.json) printJson({ path: folder });
  else note(`${folder} is a package to start from; try: codearena problem verify ${folder}`);
  return 0;
}

export function exportProblem(config: Config, slug: string, directory: string, options: Format): Promise<ExitCode> {
  return withLifetime<ExitCode>(async (parts) => {
    const { problems, testData } = await openProblems({ ...parts, config });
    const definition = await problems.definition(slug);
    if (!definition) throw new Error(`there is no problem "${slug}" in this database`);
    const location = await exportPackage(definition, testData, directory);
    if (options.json) printJson({ path: location });
    else note(`${slug} is written to ${location}, without jury submissions`);
    return 0;
  });
}
