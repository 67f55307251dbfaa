import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** `input` and `answer` are the texts of one test. */
export type TestText = { input: string; answer: string };
export type BenchProblem = { slug: string; directory: string; tests: readonly { input: string; answer: string }[] };

/** So long that no machine makes a verdict of it. */
const TIME_LIMIT_SECONDS = 10;

/** Writes a problem package (ICPC, 2025-09); answers the paths of its tests. */
export function writeProblem(parent: string, slug: string, name: string, tests: readonly TestText[]): BenchProblem {
  const directory = path.join(parent, slug);
  const secret = path.join(directory, 'data', 'secret');
  mkdirSync(secret, { recursive: true });
  mkdirSync(path.join(directory, 'statement'));
  mkdirSync(path.join(directory, 'submissions', 'accepted'), { recursive: true });
  writeFileSync(path.join(directory, 'problem.yaml'), definition(slug, name));
  writeFileSync(path.join(directory, 'statement', 'problem.en.md'), `${name}.\n`);
  const paths = tests.map((test, index) => {
    const stem = path.join(secret, String(index + 1).padStart(2, '0'));
    writeFileSync(`${stem}.in`, test.input);
    writeFileSync(`${stem}.ans`, test.answer);
    return { input: `${stem}.in`, answer: `${stem}.ans` };
  });
  return { slug, directory, tests: paths };
}

function definition(slug: string, name: string): string {
  const uuid = `00000000-0000-4000-8000-${Buffer.from(slug).toString('hex').padEnd(12, '0').slice(-12)}`;
  return `problem_format_version: 2025-09
type: pass-fail
name: ${name}
uuid: ${uuid}
version: '1.0'
license: cc0
limits:
  time_limit: ${TIME_LIMIT_SECONDS}
  memory: 256
`;
}

/** A test of the task of \`BLOCK_SUMS\` whose input has about so many bytes. */
export function blockSumTest(random: () => number, bytes: number): TestText {
  const numbers: number[] = [];
  for (let size = 0; size < bytes;) {
    const number = Math.floor(random() * 1_000_000);
    numbers.push(number);
    size += String(number).length + 1;
  }
  const sums: number[] = [];
  for (let i = 0; i < numbers.length; i += 100) sums.push(numbers.slice(i, i + 100).reduce((sum, number) => sum + number, 0));
  return { input: `${numbers.length}\n${numbers.join(' ')}\n`, answer: `${sums.join('\n')}\n` };
}
