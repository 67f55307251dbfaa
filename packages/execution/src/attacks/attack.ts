import type { Ending, ExecutionLimits, SandboxKind } from '@codearena/core';

/**
 * An attack is a program that tries something, and a header in its first lines that says what it must get. The program
 * prints a line for each attempt, `BLOCKED …` or `ESCAPED …`, so that one which tries nothing fails as well.
 * Where a backend defeats it in another way, `docker-expect` or `docker-prints` stands for the field without the prefix, and
 * `docker-because` says why that is no worse.
 */
export type Attack = {
  /** The file's name without its extension. */
  name: string;
  language: string;
  source: string;
  tries: string;
  /** The layer that must stop it, named as in the isolation report where it stands there. */
  layer: string;
  /** `run`: as a solution is run. `compile`: in the writable box, as a compiler is. `compiler`: compiling it is the attack. */
  profile: 'run' | 'compile' | 'compiler';
  mayFork: boolean;
  /** Part of the gate. */
  quick: boolean;
  /** The only processor architecture, as Node.js names it, for which it is written. */
  machine: string | undefined;
  limits: Partial<ExecutionLimits>;
  /** Any of these. */
  expect: readonly Ending[];
  /** Instead, where the isolation report calls the layer weaker or off; its measurement of CPU time is not looked at then. */
  weaker: readonly Ending[] | undefined;
  stdin: string;
  /** All of stdout, line by line. */
  prints: readonly Lines[];
  printsIfExited: readonly Lines[];
  /** Somewhere in what a compiler says. */
  says: readonly RegExp[];
  truncated: string | undefined;
  peakBelowBytes: number | undefined;
  cpuMs: { least: number; most: number } | undefined;
  /** What a snapshot of the box must do afterwards: work without bringing anything from outside, or fail with this errno. */
  snapshot: string | undefined;
  /** A name that the judge writes itself afterwards. */
  replaces: string | undefined;
  /** The program whose leavings this one looks for, in the same box and in the next one. */
  after: string | undefined;
  compilations: number;
  /** Another file beside the source. */
  beside: { path: string; text: string } | undefined;
};

/** So many lines of a kind, or any number of them. */
export type Lines = { times: number | 'any'; pattern: RegExp };

type Fields = ReadonlyMap<string, readonly string[]>;

const MEBIBYTE = 1024 * 1024;
const KNOWN = new Set(
  'tries leaves layer profile fork quick machine limits expect weaker prints prints-if-exited says truncated peak cpu snapshot replaces after compiles beside stdin'.split(
    ' ',
  ),
);
const DIFFERING = ['expect', 'prints'];

/** As the backend must defeat it. Throws where the header is not one: a misspelt expectation would be none. */
export function parseAttack(name: string, language: string, source: string, backend: SandboxKind): Attack {
  const fields = chooseFields(name, readHeader(source), backend);
  const all = (key: string): readonly string[] => fields.get(key) ?? [];
  const one = (key: string): string | undefined => all(key)[0];
  const unknown = [...fields.keys()].find((key) => !KNOWN.has(key));
  if (unknown) throw new Error(`attack ${name}: there is no field "${unknown}"`);
  const tries = one('tries') ?? one('leaves');
  const expect = one('expect');
  if (!tries || !expect) throw new Error(`attack ${name}: its header must say what it tries and what to expect`);
  return {
    name,
    language,
    source,
    tries,
    layer: one('layer') ?? 'launcher',
    profile: parseProfile(name, one('profile') ?? 'run'),
    mayFork: fields.has('fork'),
    quick: fields.has('quick'),
    machine: one('machine'),
    limits: parseLimits(name, one('limits') ?? ''),
    expect: parseEndings(name, expect),
    weaker: fields.has('weaker') ? parseEndings(name, one('weaker') ?? '') : undefined,
    stdin: one('stdin') ?? '',
    prints: all('prints').map(parseLines),
    printsIfExited: all('prints-if-exited').map(parseLines),
    says: all('says').map((text) => new RegExp(text)),
    truncated: one('truncated'),
    peakBelowBytes: fields.has('peak') ? Number(one('peak')) * MEBIBYTE : undefined,
    cpuMs: parseRange(one('cpu')),
    snapshot: one('snapshot'),
    replaces: one('replaces'),
    after: one('after'),
    compilations: Number(one('compiles') ?? 1),
    beside: parseBeside(one('beside')),
  };
}

/** The comment lines at the top: `key: value`, or a key alone. */
function readHeader(source: string): Fields {
  const fields = new Map<string, string[]>();
  for (const line of source.split('\n')) {
    const field = /^(?:\/\/|#) ([a-z-]+)(?:: (.*))?$/.exec(line);
    if (!field?.[1]) break;
    fields.set(field[1], [...(fields.get(field[1]) ?? []), field[2] ?? '']);
  }
  return fields;
}

/** Takes the backend's own expectations in the place of the common ones. */
function chooseFields(name: string, fields: Fields, backend: SandboxKind): Fields {
  const chosen = new Map(fields);
  for (const kind of ['native', 'docker']) {
    const differing = DIFFERING.filter((key) => fields.has(`${kind}-${key}`));
    if (differing.length > 0 !== fields.has(`${kind}-because`)) throw new Error(`attack ${name}: what differs on ${kind} and why belong together`);
    if (kind === backend) for (const key of differing) chosen.set(key, fields.get(`${kind}-${key}`) ?? []);
    for (const key of [...DIFFERING, 'because']) chosen.delete(`${kind}-${key}`);
  }
  return chosen;
}

function parseProfile(name: string, text: string): Attack['profile'] {
  if (text === 'run' || text === 'compile' || text === 'compiler') return text;
  throw new Error(`attack ${name}: there is no profile "${text}"`);
}

/** `cpu=300 wall=6000` in milliseconds, `memory`, `out` and `scratch` in MiB, `processes`. */
function parseLimits(name: string, text: string): Partial<ExecutionLimits> {
  const limits: Partial<ExecutionLimits> = {};
  for (const word of text.split(' ').filter(Boolean)) {
    const [key, value] = word.split('=');
    const number = Number(value);
    if (key === 'cpu') limits.cpuMs = number;
    else if (key === 'wall') limits.wallMs = number;
    else if (key === 'processes') limits.processes = number;
    else if (key === 'memory') limits.memoryBytes = number * MEBIBYTE;
    else if (key === 'out') limits.stdoutBytes = number * MEBIBYTE;
    else if (key === 'scratch') limits.scratchBytes = number * MEBIBYTE;
    else throw new Error(`attack ${name}: there is no limit "${key}"`);
  }
  return limits;
}

/** `exited 0 | signaled SIGSEGV | limit memory` */
function parseEndings(name: string, text: string): Ending[] {
  return text.split(' | ').map((alternative): Ending => {
    const [kind, detail = ''] = alternative.split(' ');
    if (kind === 'exited') return { kind, code: Number(detail) };
    if (kind === 'signaled') return { kind, signal: detail };
    if (kind === 'limit' && (detail === 'cpu' || detail === 'wall' || detail === 'memory' || detail === 'output')) return { kind, limit: detail };
    throw new Error(`attack ${name}: there is no ending "${alternative}"`);
  });
}

/** `a pattern`, `3 of a pattern`, or `any of a pattern`. */
function parseLines(text: string): Lines {
  const counted = /^(\d+|any) of (.*)$/.exec(text);
  return { times: counted?.[1] === 'any' ? 'any' : Number(counted?.[1] ?? 1), pattern: new RegExp(`^(?:${counted?.[2] ?? text})$`) };
}

function parseRange(text: string | undefined): Attack['cpuMs'] {
  if (!text) return undefined;
  const [least, most] = text.split('-').map(Number);
  return { least: least ?? 0, most: most ?? Infinity };
}

function parseBeside(text: string | undefined): Attack['beside'] {
  if (!text) return undefined;
  const [path = '', content = ''] = text.split('=');
  return { path, text: `${content}\n` };
}
