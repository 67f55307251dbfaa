import { parseArgs } from 'node:util';
import type { Bench, BenchOption } from './frame/bench.ts';

export type Request = {
  benches: readonly Bench[];
  quick: boolean;
  seed: number;
  files: { json?: string; html?: string; compare?: string; markdown?: string; pictures?: string };
  /** Of the benches, by name, as far as they were given. */
  options: Readonly<Record<string, string>>;
};

/** What was asked for cannot be done so; the message says why. */
export class WrongUsage extends Error {}

const COMMON = {
  quick: { type: 'boolean', default: false, description: 'a small part, to see that all is well' },
  seed: { type: 'string', default: '1', description: 'for test data and orders' },
  json: { type: 'string', description: 'FILE to write the measurements to, with machine and versions' },
  html: { type: 'string', description: 'FILE to write a report with plots to' },
  compare: { type: 'string', description: 'FILE that --json wrote earlier: prints what has changed' },
  markdown: { type: 'string', description: 'FILE whose marked parts (<!-- bench NAME -->) get the tables' },
  pictures: { type: 'string', description: 'DIRECTORY to write timelines to, as SVG' },
  help: { type: 'boolean', default: false, description: 'this text' },
} as const satisfies Record<string, BenchOption>;

/** Null: to be helped, or told what there is. */
export function readCommandLine(argv: readonly string[], known: readonly Bench[]): Request | null {
  const names = argv.slice(0, argv.findIndex((word) => word.startsWith('-')) === -1 ? argv.length : argv.findIndex((word) => word.startsWith('-')));
  const benches = names.includes('all') ? known : names.map((name) => benchNamed(name, known));
  const own = withoutDefaults(Object.assign({}, ...benches.map(({ options }) => options)));
  const values = parse(argv.slice(names.length), { ...own, ...COMMON });
  if (values['help'] === true || benches.length === 0) return null;
  const seed = Number(values['seed']);
  if (!Number.isSafeInteger(seed)) throw new WrongUsage('--seed must be a whole number');
  return { benches, quick: values['quick'] === true, seed, files: filesOf(values), options: optionsOf(values, own) };
}

/** Two benches may have an option of one name and each a default of its own, so that the bench's frame is who knows it. */
function withoutDefaults(options: Readonly<Record<string, BenchOption>>): Record<string, BenchOption> {
  return Object.fromEntries(Object.entries(options).map(([name, { type, description }]) => [name, { type, description }]));
}

function benchNamed(name: string, known: readonly Bench[]): Bench {
  const bench = known.find((candidate) => candidate.name === name);
  if (!bench) throw new WrongUsage(`no bench "${name}"; there are: ${known.map((candidate) => candidate.name).join(', ')}, all`);
  return bench;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function parse(args: string[], options: Record<string, BenchOption>): Values {
  try {
    return parseArgs({ args, options, allowPositionals: false }).values as Values;
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}

function filesOf(values: Values): Request['files'] {
  const names = ['json', 'html', 'compare', 'markdown', 'pictures'] as const;
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]))) as Request['files'];
}

function optionsOf(values: Values, own: Record<string, BenchOption>): Record<string, string> {
  return Object.fromEntries(Object.keys(own).flatMap((name) => (values[name] === undefined ? [] : [[name, String(values[name])]])));
}

export function usage(known: readonly Bench[]): string {
  const rows = known.flatMap(({ name, description, options }) => [`  ${name.padEnd(10)} ${description}`, ...optionLines(options, 6)]);
  return ['usage: npm run bench -- NAME… [--OPTION…]', '', ...rows, `  ${'all'.padEnd(10)} every one`, '', ...optionLines(COMMON, 2), ''].join('\n');
}

function optionLines(options: Readonly<Record<string, BenchOption>>, indent: number): string[] {
  return Object.entries(options).map(([name, { type, description, default: standard }]) => {
    const usual = type === 'string' && standard !== undefined ? ` (default: ${standard})` : '';
    return `${' '.repeat(indent)}--${name.padEnd(18)} ${description}${usual}`;
  });
}
