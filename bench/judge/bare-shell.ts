import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { SYSTEM_PATH } from '../frame/machine.ts';
import { ROOT } from '../product.ts';
import type { BareRoad } from './bare-roads.ts';
import type { BenchProblem } from './problems.ts';

/**
 * A shell that stands ready and does for one submission after the other what a person would type: compile it, run it on
 * every test with the output in a file. No sandbox, no comparing, no limits. The sources are written before the time starts.
 */
export type BareShell = {
  /** Milliseconds. */
  judge(code: string): Promise<number>;
  stop(): void;
};

const DONE = 'judged';

export function openShell(directory: string, road: BareRoad, problem: BenchProblem): BareShell {
  mkdirSync(directory, { recursive: true });
  const script = path.join(directory, 'judge.sh');
  writeFileSync(script, scriptOf(road, problem));
  const env = { PATH: `${SYSTEM_PATH}:${path.join(ROOT, 'node_modules/.bin')}`, HOME: '/tmp', LANG: 'C.UTF-8' };
  const shell = spawn('/bin/sh', [script], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  shell.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = new Promise<never>((_, reject) => {
    shell.on('error', reject);
    shell.on('close', (code) => reject(new Error(`The bare shell ended with ${code}: ${complaints}`)));
  });
  ended.catch(() => undefined);
  let answered: () => void = () => undefined;
  createInterface({ input: shell.stdout }).on('line', (line) => line === DONE && answered());
  let count = 0;

  return {
    async judge(code) {
      const place = path.join(directory, String((count += 1)));
      mkdirSync(place);
      for (const file of road.files(code, place)) writeFileSync(path.join(place, file.path), file.content);
      const started = performance.now();
      const done = new Promise<number>((resolve) => (answered = () => resolve(performance.now() - started)));
      shell.stdin.write(`${place}\n`);
      const taken = await Promise.race([done, ended]);
      expectAnswer(place, problem);
      rmSync(place, { recursive: true });
      return taken;
    },
    stop: () => shell.stdin.end(),
  };
}

/** Of the last test: what was measured must have been the real thing. */
function expectAnswer(place: string, problem: BenchProblem): void {
  const answer = problem.tests.at(-1)?.answer ?? '';
  if (readFileSync(path.join(place, 'out'), 'utf8') !== readFileSync(answer, 'utf8')) throw new Error(`The bare run of ${problem.slug} gave a wrong answer`);
}

function scriptOf(road: BareRoad, { tests }: BenchProblem): string {
  const compile = road.compile === null ? '' : `  ${road.compile} > compiler-output 2>&1 || { cat compiler-output >&2; exit 1; }\n`;
  const inputs = tests.map(({ input }) => quote(input)).join(' ');
  return `while read -r dir; do
  cd "$dir" || exit 1
${compile}  for input in ${inputs}; do
    ${road.run} < "$input" > out || exit 1
  done
  echo ${DONE}
done
`;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
