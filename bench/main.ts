/**
 * `npm run bench`: measures this installation against the bare machine. Absolute times say little about another machine,
 * so what can be is a ratio within one run: ours and bare take turns, and each number comes with its spread.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installForBench } from '../scripts/setup/test-services.mjs';
import { BENCHES } from './benches.ts';
import { readCommandLine, usage, WrongUsage, type Request } from './command-line.ts';
import { renderComparison } from './frame/compare.ts';
import { renderPage } from './frame/html/page.ts';
import { timelineFile } from './frame/html/timeline-plot.ts';
import { describeMachine, describeVersions } from './frame/machine.ts';
import { updateDocument } from './frame/markdown.ts';
import { renderFindings, type Report } from './frame/report.ts';
import { runBenches } from './frame/run-bench.ts';

process.exitCode = await main(process.argv.slice(2));

/** 0: measured · 1: something failed · 2: wrong usage. */
async function main(argv: readonly string[]): Promise<number> {
  try {
    const request = readCommandLine(argv, BENCHES);
    if (request) return await measure(request);
    process.stdout.write(usage(BENCHES));
    return 0;
  } catch (error) {
    process.stderr.write(`${inWords(error)}\n`);
    return error instanceof WrongUsage ? 2 : 1;
  }
}

function inWords(error: unknown): string {
  if (error instanceof WrongUsage) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function measure(request: Request): Promise<number> {
  const earlier = request.files.compare === undefined ? undefined : (JSON.parse(readFileSync(request.files.compare, 'utf8')) as Report);
  const started = new Date();
  const circumstances = { machine: describeMachine(), versions: describeVersions(), seed: request.seed, quick: request.quick };
  const benches = await runBenches(request.benches, request, {
    provide: installForBench,
    onReport: (report) => process.stdout.write(`${renderFindings(report)}\n`),
    onFailure: ({ name }, error) => process.stderr.write(`── ${name} failed\n${inWords(error)}\n\n`),
  });
  const seconds = Math.round((Date.now() - started.getTime()) / 1000);
  const report: Report = { format: 'codearena-bench-1', startedAt: started.toISOString(), seconds, ...circumstances, benches };
  if (earlier) process.stdout.write(renderComparison(earlier, report));
  await write(report, request.files);
  return benches.length === request.benches.length ? 0 : 1;
}

async function write(report: Report, { json, html, markdown, pictures }: Request['files']): Promise<void> {
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  if (html !== undefined) writeFileSync(html, renderPage(report));
  if (markdown !== undefined) await updateDocument(markdown, report, pictures);
  if (pictures !== undefined) writePictures(pictures, report);
}

function writePictures(directory: string, { benches }: Report): void {
  mkdirSync(directory, { recursive: true });
  for (const timeline of benches.flatMap(({ timelines = [] }) => timelines)) writeFileSync(path.join(directory, `${timeline.id}.svg`), timelineFile(timeline));
}
