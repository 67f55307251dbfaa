import type { AlignType, PhrasingContent, TableCell, TableRow } from 'mdast';
import { LatexReader } from './reader.ts';
import { flatten, trimInline, type Block, type Environment, type Translation } from './translation.ts';

/** `tabular` and its relatives as a table of Markdown, whose first row is its head. */
export const tabular: Environment = (translation, content, name) => {
  if (/^(tabularx|tabulary|tabular\*)$/.test(name)) content.argument();
  content.optional();
  const align = alignments(content.argument());
  const rows = splitRows(content.rest()).map((row) => rowOf(translation, row));
  const filled = rows.filter((row) => row.children.some((cell) => cell.children.length > 0));
  const width = Math.max(...filled.map((row) => row.children.length), 0);
  if (width === 0) return [];
  if (width === 1) return filled.map((row): Block => ({ type: 'paragraph', children: row.children[0]?.children ?? [] }));
  for (const row of filled) while (row.children.length < width) row.children.push({ type: 'tableCell', children: [] });
  return [{ type: 'table', align: align.slice(0, width), children: filled }];
};

function rowOf(translation: Translation, row: string): TableRow {
  return { type: 'tableRow', children: splitCells(row).flatMap((cell) => cellsOf(translation, cell)) };
}

/** A cell over several columns is followed by empty ones. */
function cellsOf(translation: Translation, source: string): TableCell[] {
  const reader = new LatexReader(source);
  reader.match(/\s*/y);
  let span = 1;
  let content = source;
  if (reader.match(/\\multicolumn(?![a-zA-Z])|\\multicol(?![a-zA-Z])/y) !== null) {
    span = Math.min(100, Math.max(1, Number(reader.argument()) || 1));
    reader.argument();
    content = reader.argument() + reader.rest();
  }
  const multirow = /\\multirow(?:\[[^\]]*\])?\{[^{}]*\}(?:\[[^\]]*\])?(?:\{[^{}]*\}|\*)/g;
  const children = trimInline(flatten(translation.blocks(content.replace(multirow, ''))).map(withoutBreak));
  return [{ type: 'tableCell', children }, ...Array.from({ length: span - 1 }, (): TableCell => ({ type: 'tableCell', children: [] }))];
}

/** A row of a Markdown table is one line. */
function withoutBreak(child: PhrasingContent): PhrasingContent {
  if (child.type === 'break') return { type: 'text', value: ' ' };
  return child.type === 'text' ? { ...child, value: child.value.replaceAll('\n', ' ') } : child;
}

const RULES =
  /\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|addlinespace|specialrule\{[^{}]*\}\{[^{}]*\}\{[^{}]*\})(?![a-zA-Z])(?:\[[^\]]*\])?|\\(?:cline|cmidrule)(?:\([^)]*\))?\{[^{}]*\}/g;

function splitRows(source: string): string[] {
  return splitOutside(source.replace(RULES, '').replace(/\\(?:tabularnewline|cr)(?![a-zA-Z])/g, '\\\\'), /\\\\\*?(?:\[[^\]]*\])?/y).filter(
    (row) => row.trim() !== '',
  );
}

function splitCells(row: string): string[] {
  return splitOutside(row, /&/y);
}

/** Splits where a pattern matches outside of braces, math and inner environments. */
function splitOutside(source: string, separator: RegExp): string[] {
  const reader = new LatexReader(source);
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  while (!reader.done) {
    const before = reader.position;
    if (depth === 0 && reader.match(separator) !== null) {
      parts.push(source.slice(start, before));
      start = reader.position;
    } else if (reader.match(/\\begin\s*\{|\{/y) !== null) depth += 1;
    else if (reader.match(/\\end\s*\{/y) !== null) depth -= depth > 1 ? 1 : 0;
    else if (reader.match(/\}/y) !== null) depth = closeBrace(depth, source, reader.position);
    else reader.match(/\\[^]|[^]/y);
  }
  return [...parts, source.slice(start)];
}

/** The name in `\begin{…}` closes its brace, but the environment stays open. */
function closeBrace(depth: number, source: string, position: number): number {
  const opensEnvironment = /\\begin\s*\{[^{}]*\}$/.test(source.slice(Math.max(0, position - 60), position));
  return opensEnvironment ? depth : Math.max(0, depth - 1);
}

/** `|l|c|p{3cm}|` → left, centre, left. */
function alignments(specification: string): AlignType[] {
  const expanded = specification.replace(/\*\{(\d{1,2})\}\{([^{}]*)\}/g, (_, count: string, columns: string) => columns.repeat(Number(count)));
  const columns = expanded.replace(/[@!><]\{(?:[^{}]|\{[^{}]*\})*\}|\{[^{}]*\}|\[[^\]]*\]/g, '').match(/[a-zA-Z]/g) ?? [];
  return columns.map((column) => (column === 'r' ? 'right' : column === 'c' ? 'center' : 'left'));
}
