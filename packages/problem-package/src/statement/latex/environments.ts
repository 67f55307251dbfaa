import type { ListItem, PhrasingContent } from 'mdast';
import { widthOf } from './inline-commands.ts';
import { environmentMath, MATH_ENVIRONMENTS } from './math.ts';
import { LatexReader } from './reader.ts';
import { sectionTitle } from './section-titles.ts';
import { tabular } from './tables.ts';
import { heading, paragraph, text, wrapInline, type Block, type Environment, type Translation } from './translation.ts';

/** Environments whose frame or place a page in Markdown does not show; the number of `{…}` after `\begin{…}`. */
const TRANSPARENT: Readonly<Record<string, number>> = {
  center: 0,
  flushleft: 0,
  flushright: 0,
  minipage: 1,
  samepage: 0,
  multicols: 1,
  'multicols*': 1,
  small: 0,
  footnotesize: 0,
  scriptsize: 0,
  tiny: 0,
  large: 0,
  Large: 0,
  normalsize: 0,
  framed: 0,
  mdframed: 0,
  tcolorbox: 0,
  shaded: 0,
  adjustbox: 1,
  spacing: 1,
  adjustwidth: 2,
  sloppypar: 0,
  afterSample: 0,
  aftersample: 0,
  document: 0,
  titlepage: 0,
  par: 0,
  em: 0,
  subfigure: 1,
  subtable: 1,
  tabbing: 0,
  problemstatement: 0,
  onehalfspace: 0,
  singlespace: 0,
  landscape: 0,
  raggedright: 0,
  centering: 0,
};

/** Environments that are sections with a title of their own. */
const SECTIONS = [
  'Input',
  'Output',
  'Interaction',
  'Constraints',
  'Limits',
  'Scoring',
  'Subtasks',
  'Note',
  'Notes',
  'Explanation',
  'Example',
  'Hint',
  'Task',
  'Protocol',
];

/** Drawings in LaTeX's own languages, which would need LaTeX to be seen. */
const DRAWINGS = ['tikzpicture', 'picture', 'pspicture', 'asy', 'forest', 'circuitikz', 'axis', 'tikzcd'];

const transparent =
  (argumentCount: number): Environment =>
  (translation, content) => {
    while (content.optional() !== undefined);
    for (let count = 0; count < argumentCount; count += 1) content.argument();
    return translation.blocks(content.rest());
  };

const section: Environment = (translation, content, name) => [
  ...heading(2, text(sectionTitle(name, translation.language))),
  ...translation.blocks(content.rest()),
];

const quote: Environment = (translation, content) => {
  const children = translation.blocks(content.rest());
  return children.length === 0 ? [] : [{ type: 'blockquote', children }];
};

const drawing: Environment = (translation, content, name) => {
  content.rest();
  translation.warn(`\\begin{${name}}`, 'a drawing in LaTeX cannot be shown');
  return paragraph(wrapInline('emphasis', text('[A drawing that cannot be shown here]')));
};

const list: Environment = (translation, content, name) => {
  const options = content.optional() ?? '';
  const ordered = name.startsWith('enumerate') || name === 'compactenum' || name === 'inparaenum';
  const items = splitItems(content.rest()).map((item): ListItem => ({ type: 'listItem', spread: false, children: itemBlocks(translation, item, name) }));
  const filled = items.filter((item) => item.children.length > 0);
  if (filled.length === 0) return [];
  const start = ordered ? Number(/start\s*=\s*(\d+)/.exec(options)?.[1] ?? 1) : null;
  return [{ type: 'list', ordered, start, spread: false, children: filled }];
};

type Item = { label: string | undefined; content: string };

function itemBlocks(translation: Translation, { label, content }: Item, name: string): ListItem['children'] {
  const blocks = translation.blocks(content);
  if (label === undefined) return blocks;
  const words = translation.inline(label);
  if (words.length === 0) return blocks;
  const start: PhrasingContent[] = [...(name === 'description' ? wrapInline('strong', words) : words), ...text(' ')];
  const [first, ...others] = blocks;
  return first?.type === 'paragraph' ? [{ ...first, children: [...start, ...first.children] }, ...others] : [...paragraph(start), ...blocks];
}

/** At each `\item` that belongs to this list and not to one inside it. */
function splitItems(source: string): Item[] {
  const reader = new LatexReader(source);
  const items: Item[] = [];
  let depth = 0;
  let start = -1;
  let label: string | undefined;
  const close = (end: number) => {
    if (start >= 0) items.push({ label, content: source.slice(start, end) });
    else if (source.slice(0, end).trim() !== '') items.push({ label: undefined, content: source.slice(0, end) });
  };
  while (!reader.done) {
    const before = reader.position;
    if (depth === 0 && reader.match(/\\item(?![a-zA-Z])/y) !== null) {
      close(before);
      label = reader.optional();
      start = reader.position;
    } else if (reader.match(/\\begin(?![a-zA-Z])/y) !== null) depth += 1;
    else if (reader.match(/\\end(?![a-zA-Z])/y) !== null) depth -= 1;
    else if (reader.match(/\\[^]|[^\\]+/y) === null) reader.next();
  }
  close(source.length);
  return items;
}

/** Figures and tables: the caption under them, numbered as LaTeX would, so that references to them are right. */
const floating: Environment = (translation, content, name) => {
  const kind = name.startsWith('wraptable') || name.startsWith('table') || name.startsWith('longtable') ? 'tables' : 'figures';
  content.optional();
  if (name.startsWith('wrap')) {
    content.argument();
    content.optional();
    const width = widthOf(`width=${content.argument()}`);
    return floatBlocks(
      translation,
      width === null ? content.rest() : content.rest().replace(/width\s*=\s*(?:\\text|\\line|\\column)width/g, `width=${width}\\textwidth`),
      kind,
    );
  }
  return floatBlocks(translation, content.rest(), kind);
};

function floatBlocks(translation: Translation, source: string, kind: 'figures' | 'tables'): Block[] {
  const captions: string[] = [];
  const reader = new LatexReader(source);
  let body = '';
  while (!reader.done) {
    if (reader.match(/\\caption(?:of\s*\{[^{}]*\})?\*?(?![a-zA-Z])/y) !== null) {
      reader.optional();
      captions.push(reader.argument());
    } else body += reader.match(/\\[^]|[^\\]+/y) ?? reader.next();
  }
  if (captions.length > 0) translation[kind] += 1;
  const number = String(translation[kind]);
  for (const match of source.matchAll(/\\label\s*\{([^{}]*)\}/g)) translation.labels.set(match[1] ?? '', number);
  const prefix = `${sectionTitle(kind === 'figures' ? 'Figure' : 'Table', translation.language)} ${number}: `;
  return [...translation.blocks(body), ...captions.flatMap((caption) => paragraph(wrapInline('emphasis', [...text(prefix), ...translation.inline(caption)])))];
}

const displayMath: Environment = (_, content, name) => {
  if (name.startsWith('alignat')) content.argument();
  return [{ type: 'math', value: environmentMath(name, content.rest()) }];
};

/** olymp.sty: `\begin{problem}{title}{input}{output}{time}{memory}`. */
const olympProblem: Environment = (translation, content) => {
  content.optional();
  translation.title ??= translation.inline(content.argument());
  while (content.match(/\s*(?=\{)/y) !== null) content.argument();
  return translation.blocks(content.rest());
};

const dropped: Environment = (_, content) => {
  content.rest();
  return [];
};

/** Pseudocode keeps its lines. */
const pseudocode: Environment = (translation, content, name) => {
  content.optional();
  translation.warn(`\\begin{${name}}`, 'pseudocode is shown as it is written');
  return [{ type: 'code', value: content.rest().trim() }];
};

export const ENVIRONMENTS: ReadonlyMap<string, Environment> = new Map<string, Environment>([
  ...Object.entries(TRANSPARENT).map(([name, count]) => [name, transparent(count)] as const),
  ...SECTIONS.map((name) => [name, section] as const),
  ...DRAWINGS.map((name) => [name, drawing] as const),
  ...['quote', 'quotation', 'verse', 'displayquote', 'abstract'].map((name) => [name, quote] as const),
  ...['itemize', 'enumerate', 'description', 'compactitem', 'compactenum', 'itemize*', 'enumerate*', 'inparaenum', 'list', 'trivlist'].map(
    (name) => [name, list] as const,
  ),
  ...['figure', 'figure*', 'wrapfigure', 'wraptable', 'table', 'table*', 'floatingfigure'].map((name) => [name, floating] as const),
  ...['tabular', 'tabular*', 'tabularx', 'tabulary', 'longtable', 'supertabular'].map((name) => [name, tabular] as const),
  ...['algorithm', 'algorithm2e', 'algorithmic', 'algorithmicx', 'pseudocode', 'lstalgo'].map((name) => [name, pseudocode] as const),
  ...Object.keys(MATH_ENVIRONMENTS).map((name) => [name, displayMath] as const),
  ...['example', 'examplewide', 'examplethree', 'thebibliography', 'solution'].map((name) => [name, dropped] as const),
  ['problem', olympProblem],
]);
