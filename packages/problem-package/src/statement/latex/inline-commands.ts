import type { PhrasingContent } from 'mdast';
import type { LatexReader } from './reader.ts';
import { VERBATIM_MARK } from './source.ts';
import { ACCENTS } from './symbols.ts';
import { codeInline, text, wrapInline, type InlineCommand, type Translation } from './translation.ts';

type Wrap = (children: readonly PhrasingContent[]) => PhrasingContent[];

const strong: Wrap = (children) => wrapInline('strong', children);
const emphasis: Wrap = (children) => wrapInline('emphasis', children);
const deleted: Wrap = (children) => wrapInline('delete', children);
const plain: Wrap = (children) => [...children];

/** Commands that say how their one argument looks. */
const STYLES: Readonly<Record<string, Wrap>> = {
  textbf: strong,
  emph: emphasis,
  textit: emphasis,
  textsl: emphasis,
  underline: emphasis,
  uline: emphasis,
  ul: emphasis,
  texttt: codeInline,
  t: codeInline,
  path: codeInline,
  code: codeInline,
  sout: deleted,
  st: deleted,
  textsc: plain,
  textrm: plain,
  textsf: plain,
  textup: plain,
  textmd: plain,
  textnormal: plain,
  text: plain,
  mbox: plain,
  hbox: plain,
  fbox: plain,
  boxed: plain,
  framebox: plain,
  centerline: plain,
  uppercase: plain,
  MakeUppercase: plain,
  numprint: plain,
  num: plain,
  np: plain,
  si: plain,
  unit: plain,
  highlight: plain,
  hl: plain,
  mathrm: plain,
  shortstack: plain,
  vtop: plain,
  vbox: plain,
  llap: plain,
  rlap: plain,
  smash: plain,
};

/** Declarations that hold to the end of their group; followed by `{…}` they are taken as Polygon takes them, as commands. */
export const DECLARATIONS: Readonly<Record<string, Wrap>> = {
  '\\bf': strong,
  '\\bfseries': strong,
  '\\it': emphasis,
  '\\itshape': emphasis,
  '\\em': emphasis,
  '\\sl': emphasis,
  '\\slshape': emphasis,
  '\\tt': codeInline,
  '\\ttfamily': codeInline,
  '\\sc': plain,
  '\\scshape': plain,
  '\\rm': plain,
  '\\sf': plain,
};

/** Commands of which only the last argument is shown; the number of arguments before it. */
const SHOWN_LAST: Readonly<Record<string, number>> = {
  textcolor: 1,
  colorbox: 1,
  raisebox: 1,
  scalebox: 1,
  rotatebox: 1,
  parbox: 1,
  adjustbox: 1,
  resizebox: 2,
  fcolorbox: 2,
  makebox: 0,
  foreignlanguage: 1,
  hypertarget: 1,
  hyperlink: 1,
  texorpdfstring: 0,
};

function styled(wrap: Wrap): InlineCommand {
  return (translation, reader) => {
    reader.optional();
    return wrap(translation.inline(reader.argument()));
  };
}

function shownLast(before: number): InlineCommand {
  return (translation, reader) => {
    reader.optional();
    for (let count = 0; count < before; count += 1) reader.argument();
    while (reader.optional() !== undefined);
    return translation.inline(reader.argument());
  };
}

function accent(combining: string): InlineCommand {
  return (translation, reader) => {
    const letter = reader.argument().trim();
    if (letter === '') return text(combining === '\u0303' ? '~' : combining === '\u0302' ? '^' : '');
    const base = letter === '\\i' ? 'i' : letter === '\\j' ? 'j' : letter;
    if (!/^\p{L}/u.test(base)) return translation.inline(base);
    return text((base.charAt(0) + combining + base.slice(1)).normalize('NFC'));
  };
}

const href: InlineCommand = (translation, reader) => {
  const url = urlOf(translation, reader.argument());
  const label = translation.inline(reader.argument());
  return link(url, label);
};

/** The page follows links to the web only; anything else stays text. */
function link(url: string, label: PhrasingContent[]): PhrasingContent[] {
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return label;
  const children = label.filter((child) => child.type !== 'link' && child.type !== 'footnoteReference');
  return [{ type: 'link', url, children: children.length === 0 ? text(url) : children }];
}

function urlOf(translation: Translation, argument: string): string {
  VERBATIM_MARK.lastIndex = 0;
  const mark = VERBATIM_MARK.exec(argument.trim());
  return (mark ? translation.verbatims[Number(mark[1])]?.text : argument)?.trim() ?? '';
}

export function urlLink(url: string): PhrasingContent[] {
  return link(url, text(url));
}

const footnote: InlineCommand = (translation, reader) => {
  reader.optional();
  translation.footnotes.push(translation.inline(reader.argument()));
  const identifier = String(translation.footnotes.length);
  return [{ type: 'footnoteReference', identifier, label: identifier }];
};

const superscript: InlineCommand = (_, reader) => [{ type: 'inlineMath', value: `^{\\text{${reader.argument()}}}` }];
const subscript: InlineCommand = (_, reader) => [{ type: 'inlineMath', value: `_{\\text{${reader.argument()}}}` }];

/** Labels may stand after their use, so what a reference says is put in when everything was read. */
function reference(prefix: string): InlineCommand {
  return (_, reader) => text(`${prefix}\uE002${reader.argument().trim()}\uE003`);
}

const includeGraphics: InlineCommand = (translation, reader) => {
  const options = reader.optional();
  const second = reader.optional();
  return [translation.figure(reader.argument().trim(), widthOf(second ?? options ?? ''), '')];
};

/** `width=0.5\textwidth` is half of the page; lengths in centimetres are taken of a page 16 cm wide. */
export function widthOf(options: string): number | null {
  const relative = /width\s*=\s*(\d*\.?\d*)\s*\\(?:text|line|column)width/.exec(options);
  if (relative) return relative[1] === '' ? 1 : Number(relative[1]);
  const length = /width\s*=\s*(\d*\.?\d+)\s*(cm|mm|in|pt)/.exec(options);
  if (!length) return null;
  const centimetres = { cm: 1, mm: 0.1, in: 2.54, pt: 0.0351 }[length[2] ?? ''] ?? 1;
  return Math.min(1, (Number(length[1]) * centimetres) / 16);
}

const constant: InlineCommand = (translation, reader) => {
  const name = reader.argument().trim();
  const value = translation.constant(name);
  if (value === undefined) translation.warn('\\constant', `"${name}" is not a constant of problem.yaml`);
  return text(value ?? '');
};

const withUnit: InlineCommand = (translation, reader) => {
  reader.optional();
  return [...translation.inline(reader.argument()), ...text('\u2009'), ...translation.inline(reader.argument())];
};

const quoted: InlineCommand = (translation, reader) => [...text('“'), ...translation.inline(reader.argument()), ...text('”')];

function reading(command: (translation: Translation, argument: string) => PhrasingContent[]): InlineCommand {
  return (translation, reader: LatexReader) => command(translation, reader.argument());
}

export const INLINE_COMMANDS: ReadonlyMap<string, InlineCommand> = new Map<string, InlineCommand>([
  ...Object.entries(STYLES).map(([name, wrap]) => [`\\${name}`, styled(wrap)] as const),
  ...Object.entries(SHOWN_LAST).map(([name, before]) => [`\\${name}`, shownLast(before)] as const),
  ...Object.entries(ACCENTS).map(([name, combining]) => [name, accent(combining)] as const),
  ['\\href', href],
  ['\\footnote', footnote],
  ['\\textsuperscript', superscript],
  ['\\textsubscript', subscript],
  ['\\ref', reference('')],
  ['\\pageref', reference('')],
  ['\\eqref', reference('')],
  ['\\autoref', reference('\uE004')],
  ['\\cref', reference('\uE004')],
  ['\\Cref', reference('\uE004')],
  ['\\includegraphics', includeGraphics],
  ['\\includesvg', includeGraphics],
  ['\\constant', constant],
  ['\\SI', withUnit],
  ['\\qty', withUnit],
  ['\\enquote', quoted],
  ['\\ensuremath', reading((_, argument) => [{ type: 'inlineMath', value: argument }])],
  ['\\symbol', reading((_, argument) => text(String.fromCodePoint(Number(argument) || 63)))],
]);
