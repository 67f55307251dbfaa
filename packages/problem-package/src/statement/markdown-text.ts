import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown, mathToMarkdown } from 'mdast-util-math';
import { toMarkdown } from 'mdast-util-to-markdown';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';

/** The Markdown that the page shows: CommonMark with tables, footnotes and strike-through as GitHub has them, and math between dollars. */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm(), math()], mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()] });
}

export function writeMarkdown(root: Root): string {
  return toMarkdown(root, { extensions: [gfmToMarkdown({ tablePipeAlign: false }), mathToMarkdown()], bullet: '-', rule: '-', fences: true, emphasis: '*' });
}
