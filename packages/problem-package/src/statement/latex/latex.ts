import type { PhrasingContent, Root } from 'mdast';
import { BLOCK_COMMANDS } from './block-commands.ts';
import { ENVIRONMENTS } from './environments.ts';
import { DECLARATIONS, INLINE_COMMANDS, urlLink } from './inline-commands.ts';
import { expandMacros } from './macros.ts';
import { LatexReader } from './reader.ts';
import { resolveReferences } from './references.ts';
import { prepareSource, VERBATIM_MARK, type SourceFiles } from './source.ts';
import { SYMBOLS, WITHOUT_EFFECT } from './symbols.ts';
import { flatten, paragraph, text, trimInline, type Block, type Translation } from './translation.ts';

/*
 * LaTeX as problem authors use it → Markdown's tree. There is no TeX here: the source is read once, commands are looked up
 * in tables (symbols, inline and block commands, environments), and what is in none of them is named in a warning
 * while the text in its arguments is kept.
 */
export type LatexContext = SourceFiles & {
  language: string;
  constant(name: string): string | undefined;
  figure: Translation['figure'];
  warn(problem: string, line?: number): void;
};

export type LatexStatement = { title: PhrasingContent[] | null; plainTitle: string | null; root: Root };

const MAX_DEPTH = 60;

export function translateLatex(source: string, context: LatexContext): LatexStatement {
  const prepared = prepareSource(source, context, (problem) => context.warn(problem));
  const expanded = expandMacros(prepared.text, (problem) => context.warn(problem));
  const warned = new Set<string>();
  const translation: Translation = {
    language: context.language,
    verbatims: prepared.verbatims,
    title: null,
    figures: 0,
    tables: 0,
    labels: new Map(),
    footnotes: [],
    samples: 0,
    depth: 0,
    constant: context.constant,
    figure: context.figure,
    warn(command, problem) {
      if (warned.has(command)) return;
      warned.add(command);
      context.warn(`${command}: ${problem}`, lineOf(source, command));
    },
    blocks: (inner) => nested(translation, inner),
    inline: (inner) => withSpaces(inner, flatten(nested(translation, inner))),
  };
  const children = translateBlocks(translation, expanded);
  const notes = translation.footnotes.map((content, index): Block => {
    return { type: 'footnoteDefinition', identifier: String(index + 1), label: String(index + 1), children: paragraph(content) as [] };
  });
  const root: Root = { type: 'root', children: [...children, ...notes] };
  resolveReferences(root, translation);
  return { title: translation.title, plainTitle: prepared.plainName, root };
}

function lineOf(source: string, command: string): number | undefined {
  const index = source.indexOf(command);
  return index < 0 ? undefined : source.slice(0, index).split('\n').length;
}

/** Blocks lose the spaces at their ends, which count where text goes on before and after. */
function withSpaces(source: string, children: PhrasingContent[]): PhrasingContent[] {
  return children.length === 0 ? children : [...text(/^\s/.test(source) ? ' ' : ''), ...children, ...text(/[^\\]\s$/.test(source) ? ' ' : '')];
}

function nested(translation: Translation, source: string): Block[] {
  if (translation.depth >= MAX_DEPTH) {
    translation.warn('\\begin', `is nested more than ${MAX_DEPTH} deep; what is inside is left out`);
    return [];
  }
  translation.depth += 1;
  try {
    return translateBlocks(translation, source);
  } finally {
    translation.depth -= 1;
  }
}

/** Blocks that are done, and the line of text that is being collected. */
type Page = { blocks: Block[]; line: PhrasingContent[] };

function translateBlocks(translation: Translation, source: string): Block[] {
  const page: Page = { blocks: [], line: [] };
  const reader = new LatexReader(source);
  while (!reader.done) translateNext(translation, reader, page);
  endParagraph(page);
  return page.blocks;
}

function endParagraph(page: Page): void {
  page.blocks.push(...paragraph(mergeText(page.line)));
  page.line = [];
}

function mergeText(line: readonly PhrasingContent[]): PhrasingContent[] {
  const merged: PhrasingContent[] = [];
  for (const child of line) {
    const last = merged.at(-1);
    if (child.type === 'text' && last?.type === 'text')
      merged[merged.length - 1] = { type: 'text', value: (last.value + child.value).replace(/[ \n]{2,}/g, ' ') };
    else if (child.type === 'break' && last?.type === 'text') merged.splice(-1, 1, { type: 'text', value: last.value.trimEnd() }, child);
    else if (child.type === 'text' && last?.type === 'break') merged.push({ type: 'text', value: child.value.trimStart() });
    else merged.push(child);
  }
  return merged;
}

function append(page: Page, blocks: readonly Block[]): void {
  const [first, ...others] = blocks;
  if (first?.type === 'paragraph') page.line.push(...first.children);
  else if (first) addBlock(page, first);
  for (const block of others) addBlock(page, block);
}

function addBlock(page: Page, block: Block): void {
  endParagraph(page);
  page.blocks.push(block);
}

function translateNext(translation: Translation, reader: LatexReader, page: Page): void {
  const mark = reader.exec(VERBATIM_MARK);
  if (mark) return addVerbatim(translation, Number(mark[1]), page);
  if (reader.match(/\n[ \t]*\n\s*/y) !== null) return endParagraph(page);
  if (reader.startsWith('$')) return addMath(translation, reader, page);
  if (reader.startsWith('{')) return addGroup(translation, reader, page);
  if (reader.startsWith('\\')) return translateCommand(translation, reader, page);
  const characters = reader.match(/(?:(?!\n[ \t]*\n)[^\\${}\uE000])+/y);
  if (characters !== null) page.line.push(...text(typeset(characters)));
  else reader.next();
}

/** Quotes, dashes and spaces as TeX's fonts make them. */
function typeset(characters: string): string {
  return characters
    .replace(/\s+/g, ' ')
    .replaceAll('---', '—')
    .replaceAll('--', '–')
    .replaceAll('``', '“')
    .replaceAll("''", '”')
    .replaceAll(',,', '„')
    .replaceAll('<<', '«')
    .replaceAll('>>', '»')
    .replaceAll('`', '‘')
    .replaceAll("'", '’')
    .replaceAll('~', '\u00a0');
}

function addVerbatim(translation: Translation, index: number, page: Page): void {
  const verbatim = translation.verbatims[index];
  if (!verbatim) return;
  if (verbatim.kind === 'block') return addBlock(page, { type: 'code', lang: verbatim.language, value: verbatim.text });
  if (verbatim.kind === 'url') page.line.push(...urlLink(verbatim.text));
  else if (verbatim.text.trim() !== '') page.line.push({ type: 'inlineCode', value: verbatim.text.trim() });
}

/** `$…$` and `$$…$$`; the end is not looked for inside braces, where `\text{… $x$ …}` has math of its own. */
function addMath(translation: Translation, reader: LatexReader, page: Page): void {
  const display = reader.match(/\$\$/y) !== null;
  if (!display) reader.next();
  let math = '';
  let depth = 0;
  while (!reader.done) {
    if (depth <= 0 && (display ? reader.match(/\$\$/y) : reader.match(/\$/y)) !== null) break;
    const piece = reader.match(/\\[^]|[^]/y) ?? reader.next();
    depth += piece === '{' ? 1 : piece === '}' ? -1 : 0;
    math += piece;
  }
  addMathNode(translation, page, math, display);
}

function addMathNode(translation: Translation, page: Page, source: string, display: boolean): void {
  const math = source.replace(/\uE000(\d+)\uE001/g, (_, index: string) => `\\texttt{${escapeForMath(translation.verbatims[Number(index)]?.text ?? '')}}`);
  if (math.trim() === '') return;
  if (display) addBlock(page, { type: 'math', value: math });
  else page.line.push({ type: 'inlineMath', value: math });
}

function escapeForMath(text: string): string {
  return text
    .replace(/[{}$%&#_]/g, '\\$&')
    .replaceAll('^', '\\textasciicircum ')
    .replaceAll('~', '\\textasciitilde ');
}

function addGroup(translation: Translation, reader: LatexReader, page: Page): void {
  const source = reader.argument();
  const blocks = translation.blocks(source);
  const [only, ...others] = blocks;
  if (only?.type === 'paragraph' && others.length === 0) page.line.push(...withSpaces(source, only.children));
  else append(page, blocks);
}

const COMMAND = /\\(?:[a-zA-Z@]+\*?|[^]|$)/y;

function translateCommand(translation: Translation, reader: LatexReader, page: Page): void {
  const starred = reader.match(COMMAND) ?? reader.next();
  const name = starred.length > 2 ? starred.replace(/\*$/, '') : starred;
  if (name === '\\begin') return translateEnvironment(translation, reader, page);
  if (name === '\\par' || name === '\\bigbreak' || name === '\\medbreak' || name === '\\smallbreak') return endParagraph(page);
  if (name === '\\(' || name === '\\[') return addMathNode(translation, page, reader.until(name === '\\(' ? '\\)' : '\\]'), name === '\\[');
  if (/^\\(?:\\|newline|linebreak)$/.test(name)) return addBreak(reader, page);
  if (name === '\\end') return void reader.argument();
  if (DECLARATIONS[name]) return declare(translation, name, reader, page);
  const block = BLOCK_COMMANDS.get(starred) ?? BLOCK_COMMANDS.get(name);
  if (block) return addBlocks(page, block(translation, reader));
  const inline = INLINE_COMMANDS.get(name);
  if (inline) return void page.line.push(...inline(translation, reader));
  const symbol = SYMBOLS[name];
  if (symbol !== undefined) return addSymbol(name, symbol, reader, page);
  skipWithoutEffect(translation, starred, name, reader);
}

function addBlocks(page: Page, blocks: readonly Block[]): void {
  endParagraph(page);
  page.blocks.push(...blocks);
}

function addSymbol(name: string, symbol: string, reader: LatexReader, page: Page): void {
  if (/[a-zA-Z]$/.test(name)) reader.match(/\{\}|[ \t]*\n?(?![ \t]*\n)[ \t]*/y);
  page.line.push(...text(symbol));
  // After `\xspace`, unlike after other commands, the space that was swallowed is wanted.
  if (name === '\\xspace' && /^[\p{L}\p{N}($\\]/u.test(reader.peek())) page.line.push(...text(' '));
}

function addBreak(reader: LatexReader, page: Page): void {
  reader.match(/\*?[ \t]*(?:\[[^\]\n]*\])?/y);
  if (trimInline(page.line).length > 0) page.line.push({ type: 'break' });
}

function declare(translation: Translation, name: string, reader: LatexReader, page: Page): void {
  const wrap = DECLARATIONS[name];
  if (!wrap) return;
  reader.match(/[ \t]*\n?(?![ \t]*\n)[ \t]*/y);
  if (reader.startsWith('{')) return void page.line.push(...wrap(translation.inline(reader.argument())));
  const blocks = translation.blocks(reader.rest());
  append(
    page,
    blocks.map((block) => (block.type === 'paragraph' ? { ...block, children: wrap(block.children) } : block)),
  );
}

function translateEnvironment(translation: Translation, reader: LatexReader, page: Page): void {
  const name = reader.argument().trim();
  const content = new LatexReader(reader.environment(name));
  const environment = ENVIRONMENTS.get(name);
  if (environment) return addBlocks(page, environment(translation, content, name));
  translation.warn(`\\begin{${name}}`, 'is an environment that is not known; what is inside is shown as text');
  content.optional();
  addBlocks(page, translation.blocks(content.rest()));
}

/** Dimensions and assignments that follow TeX's own commands, such as `\vskip 1em` and `\parindent=0pt`. */
const DIMENSION_COMMANDS =
  /^\\(?:vskip|hskip|kern|vglue|hglue|parindent|parskip|baselineskip|textwidth|textheight|intextsep|columnsep|itemsep|topsep|parsep|tabcolsep|arraystretch|leftskip|rightskip|itemindent|leftmargin|abovecaptionskip|belowcaptionskip)$/;

function skipWithoutEffect(translation: Translation, starred: string, name: string, reader: LatexReader): void {
  if (DIMENSION_COMMANDS.test(name))
    return void reader.match(/\s*=?\s*-?(?:\d*\.?\d+\s*(?:\\?[a-z]+)?|\\[a-zA-Z]+)(?:\s*(?:plus|minus)\s*\d*\.?\d*\s*[a-z]+)*/y);
  const count = WITHOUT_EFFECT[starred] ?? WITHOUT_EFFECT[name];
  if (count === undefined) {
    if (name !== '\\') translation.warn(name, 'is a command that is not known; the text in its arguments is kept');
    return void reader.optional();
  }
  if (count > 0) reader.optional();
  for (let index = 0; index < count; index += 1) {
    reader.argument();
    reader.optional();
  }
}
