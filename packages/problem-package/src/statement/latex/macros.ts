import { LatexReader } from './reader.ts';

/** A command that an author defined: `#1` to `#9` in the body stand for arguments. */
type Macro = { parameters: number; default: string | undefined; body: string };

const MAX_EXPANSIONS = 20_000;
const MAX_DEPTH = 50;
const MAX_LENGTH = 1_000_000;

/**
 * Takes the authors' own commands (`\newcommand`, `\def`, `\DeclareMathOperator`, `\let`) out of a source and puts their
 * meaning in place of each use, in text and in math. Definitions that never end are cut off by a bound.
 */
export function expandMacros(source: string, warn: (problem: string) => void): string {
  const macros = new Map<string, Macro>();
  const text = takeDefinitions(source, macros);
  if (macros.size === 0) return text;
  const expansion: Expansion = { macros, left: MAX_EXPANSIONS, length: 0, endless: null };
  const expanded = expandText(text, 0, expansion);
  if (expansion.endless !== null) warn(`${expansion.endless} expands without end`);
  return expanded;
}

type Expansion = { macros: ReadonlyMap<string, Macro>; left: number; length: number; endless: string | null };

function expandText(text: string, depth: number, expansion: Expansion): string {
  const reader = new LatexReader(text);
  const parts: string[] = [];
  while (!reader.done) {
    const plain = reader.match(/[^\\]+/y);
    parts.push(plain ?? expandCommand(reader, depth, expansion));
  }
  return parts.join('');
}

function expandCommand(reader: LatexReader, depth: number, expansion: Expansion): string {
  const command = reader.match(/\\(?:[a-zA-Z@]+|[^]|$)/y) ?? reader.next();
  const macro = expansion.macros.get(command);
  if (!macro) return command;
  if (/[a-zA-Z@]$/.test(command)) reader.match(/[ \t]*(?:\n(?![ \t]*\n))?[ \t]*/y);
  const body = expand(macro, reader);
  expansion.left -= 1;
  expansion.length += body.length;
  if (expansion.left < 0 || expansion.length > MAX_LENGTH || depth >= MAX_DEPTH) {
    expansion.endless ??= command;
    return '';
  }
  return expandText(body, depth + 1, expansion);
}

function expand(macro: Macro, reader: LatexReader): string {
  const values: string[] = [];
  if (macro.default !== undefined) values.push(reader.optional() ?? macro.default);
  while (values.length < macro.parameters) values.push(reader.argument());
  return macro.body.replace(/#([1-9])/g, (_, digit: string) => values[Number(digit) - 1] ?? '');
}

function takeDefinitions(source: string, macros: Map<string, Macro>): string {
  const reader = new LatexReader(source);
  let text = '';
  while (!reader.done) {
    const plain = reader.match(/[^\\]+/y);
    if (plain !== null) {
      text += plain;
      continue;
    }
    const command = reader.match(/\\(?:[a-zA-Z@]+\*?|[^]|$)/y) ?? reader.next();
    const define = DEFINERS[command.replace(/\*$/, '')];
    if (define) define(reader, macros);
    else text += command;
  }
  return text;
}

type Definer = (reader: LatexReader, macros: Map<string, Macro>) => void;

const newCommand: Definer = (reader, macros) => {
  const name = nameOf(reader.argument());
  const parameters = Number(reader.optional() ?? 0) || 0;
  const first = reader.optional();
  addMacro(macros, name, { parameters, default: first, body: reader.argument() });
};

const def: Definer = (reader, macros) => {
  const name = nameOf(reader.argument());
  const parameters = (reader.match(/(?:[^\\{]|\\.)*?(?=\{)/y) ?? '').match(/#[1-9]/g)?.length ?? 0;
  addMacro(macros, name, { parameters, default: undefined, body: reader.argument() });
};

const mathOperator: Definer = (reader, macros) => {
  const name = nameOf(reader.argument());
  addMacro(macros, name, { parameters: 0, default: undefined, body: `\\operatorname{${reader.argument()}}` });
};

const letCommand: Definer = (reader, macros) => {
  const name = nameOf(reader.argument());
  reader.match(/\s*=?\s*/y);
  const meaning = reader.argument();
  addMacro(macros, name, macros.get(meaning) ?? { parameters: 0, default: undefined, body: meaning });
};

const DEFINERS: Record<string, Definer> = {
  '\\newcommand': newCommand,
  '\\renewcommand': newCommand,
  '\\providecommand': newCommand,
  '\\DeclareRobustCommand': newCommand,
  '\\def': def,
  '\\gdef': def,
  '\\edef': def,
  '\\DeclareMathOperator': mathOperator,
  '\\let': letCommand,
};

function nameOf(argument: string): string {
  return argument.trim();
}

/** A command that means itself (`\renewcommand{\x}{… \x …}` after `\let`) would never end; it stays as it is. */
function addMacro(macros: Map<string, Macro>, name: string, macro: Macro): void {
  if (!/^\\(?:[a-zA-Z@]+|[^])$/.test(name)) return;
  if (new RegExp(`${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![a-zA-Z@])`).test(macro.body)) return;
  macros.set(name, macro);
}
