import type { BlockContent, DefinitionContent, PhrasingContent, RootContent } from 'mdast';
import type {} from 'mdast-util-math';
import { toString } from 'mdast-util-to-string';
import type { LatexReader } from './reader.ts';
import type { Verbatim } from './source.ts';

/** One translation of a LaTeX statement to Markdown's tree: what commands and environments need of it. */
export type Translation = {
  /** Language code of the statement, for headings that LaTeX classes write themselves. */
  language: string;
  verbatims: readonly Verbatim[];
  /** `\problemname`, once it was met. */
  title: PhrasingContent[] | null;
  figures: number;
  tables: number;
  /** What `\ref` says, by label. */
  labels: Map<string, string>;
  footnotes: PhrasingContent[][];
  samples: number;
  constant(name: string): string | undefined;
  /** An image, or a link to what a page cannot show. `width` is a part of the page's width. */
  figure(name: string, width: number | null, caption: string): PhrasingContent;
  /** Names something that was not understood, once. `command` is looked up in the source for its line. */
  warn(command: string, problem: string): void;
  blocks(source: string): Block[];
  inline(source: string): PhrasingContent[];
  /** Depth of recursion, bounded so that nesting without end is a warning and not a stack overflow. */
  depth: number;
};

export type Block = RootContent & (BlockContent | DefinitionContent);

export type InlineCommand = (translation: Translation, reader: LatexReader) => PhrasingContent[];
export type BlockCommand = (translation: Translation, reader: LatexReader) => Block[];
export type Environment = (translation: Translation, content: LatexReader, name: string) => Block[];

export function paragraph(children: PhrasingContent[]): Block[] {
  const trimmed = trimInline(children);
  return trimmed.length === 0 ? [] : [{ type: 'paragraph', children: trimmed }];
}

export function heading(depth: 2 | 3 | 4, children: PhrasingContent[]): Block[] {
  const trimmed = trimInline(children);
  return trimmed.length === 0 ? [] : [{ type: 'heading', depth, children: trimmed }];
}

export function text(value: string): PhrasingContent[] {
  return value === '' ? [] : [{ type: 'text', value }];
}

/** Emphasis does not begin or end with a space in Markdown, so spaces move out of it. */
export function wrapInline(type: 'emphasis' | 'strong' | 'delete', children: readonly PhrasingContent[]): PhrasingContent[] {
  const inner = trimInline(children).flatMap((child) => (child.type === type ? child.children : [child]));
  if (inner.length === 0) return text(toString({ type: 'paragraph', children: [...children] }) === '' ? '' : ' ');
  const whole = inlineText(children);
  return [...text(/^\s/.test(whole) ? ' ' : ''), { type, children: inner }, ...text(/\s$/.test(whole) ? ' ' : '')];
}

/** Text becomes code; what is not text, such as math, stays what it is. */
export function codeInline(children: readonly PhrasingContent[]): PhrasingContent[] {
  return children.flatMap((child): PhrasingContent[] => {
    if (child.type === 'text') return codeOfText(child.value.replaceAll('\u00a0', ' '));
    if (child.type === 'emphasis' || child.type === 'strong' || child.type === 'delete') return codeInline(child.children);
    return [child];
  });
}

/** In code a quote is a quote and two dashes are two dashes, whatever other fonts make of them. */
const AS_TYPED: Readonly<Record<string, string>> = { '’': "'", '‘': '`', '“': '``', '”': "''", '–': '--', '—': '---', '«': '<<', '»': '>>', '„': ',,' };

function codeOfText(value: string): PhrasingContent[] {
  const typed = value.replace(/[’‘“”–—«»„]/g, (character) => AS_TYPED[character] ?? character);
  const [, before = '', inner = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(typed) ?? [];
  return inner === '' ? text(value) : [...text(before), { type: 'inlineCode', value: inner.replace(/\s+/g, ' ') }, ...text(after)];
}

function inlineText(children: readonly PhrasingContent[]): string {
  return children.map((child) => (child.type === 'text' ? child.value : 'x')).join('');
}

export function trimInline(children: readonly PhrasingContent[]): PhrasingContent[] {
  const kept = [...children];
  while (kept[0]?.type === 'break' || (kept[0]?.type === 'text' && kept[0].value.trimStart() === '')) kept.shift();
  for (let last = kept.at(-1); last?.type === 'break' || (last?.type === 'text' && last.value.trimEnd() === ''); last = kept.at(-1)) kept.pop();
  const first = kept[0];
  if (first?.type === 'text') kept[0] = { ...first, value: first.value.trimStart() };
  const last = kept.at(-1);
  if (last?.type === 'text') kept[kept.length - 1] = { ...last, value: last.value.trimEnd() };
  return kept;
}

/** Blocks where only a line can stand, such as in a heading or a table's cell. */
export function flatten(blocks: readonly Block[]): PhrasingContent[] {
  const lines = blocks.map((block): PhrasingContent[] => {
    if (block.type === 'paragraph' || block.type === 'heading') return block.children;
    if (block.type === 'code') return [{ type: 'inlineCode', value: block.value.replace(/\s+/g, ' ') }];
    if (block.type === 'math') return [{ type: 'inlineMath', value: block.value.replace(/\s+/g, ' ') }];
    if (block.type === 'list') return block.children.flatMap((item, index) => [...text(index > 0 ? '; ' : ''), ...flatten(item.children)]);
    if (block.type === 'blockquote') return flatten(block.children);
    return text(toString(block));
  });
  return lines.flatMap((line, index) => [...text(index > 0 ? ' ' : ''), ...line]);
}
