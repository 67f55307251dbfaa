import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { raw } from 'hast-util-raw';
import { hastToMarkdownTree, markMath } from './html.ts';
import { mathProblem } from './latex/math.ts';
import { parseMarkdown, writeMarkdown } from './markdown-text.ts';
import type { StatementContext } from './statement-context.ts';

/**
 * A statement in Markdown as the page shows it: figures get their addresses, raw HTML becomes Markdown, and what the
 * format's commands say about samples is put into words. A statement that needs none of this stays as it is written.
 */
export function translateMarkdown(source: string, context: StatementContext): string {
  const markdown = withSampleNotes(source);
  let root = parseMarkdown(markdown);
  const withHtml = contains(root, 'html');
  if (withHtml) root = htmlResolved(root);
  const figures = replaceFigures(root, context);
  const displayed = displayMath(root, markdown);
  checkMath(root, context);
  return withHtml || figures || displayed ? writeMarkdown(root) : markdown;
}

function withSampleNotes(source: string): string {
  let samples = 0;
  return source
    .replace(/\{\{\s*nextsample\s*\}\}|\\nextsample(?![a-zA-Z])/g, () => `*(Sample ${(samples += 1)} is shown below.)*`)
    .replace(/\{\{\s*remainingsamples\s*\}\}|\\remainingsamples(?![a-zA-Z])/g, () => (samples === 0 ? '' : '*(The other samples are shown below.)*'));
}

function contains(node: Nodes, type: Nodes['type']): boolean {
  return node.type === type || ('children' in node && node.children.some((child) => contains(child, type)));
}

/** Tags may open in one piece of Markdown and close in another, so the whole becomes HTML and then Markdown again. */
function htmlResolved(root: Root): Root {
  visit(root, (node) => {
    if (node.type === 'html') node.value = markMath(node.value);
  });
  return hastToMarkdownTree(raw(toHast(root, { allowDangerousHtml: true })));
}

function replaceFigures(root: Root, context: StatementContext): boolean {
  const definitions = new Map<string, string>();
  visit(root, (node) => {
    if (node.type === 'definition') definitions.set(node.identifier, node.url);
  });
  let replaced = false;
  const replace = (child: RootContent): RootContent => {
    const url = child.type === 'image' ? child.url : child.type === 'imageReference' ? definitions.get(child.identifier) : undefined;
    if (url === undefined || (child.type !== 'image' && child.type !== 'imageReference')) return child;
    replaced = true;
    return figureAt(url, child.alt ?? '', context);
  };
  visit(root, (node) => {
    if ('children' in node) node.children = node.children.map((child) => replace(child)) as [];
  });
  return replaced;
}

/** Figures from elsewhere would tell that other place who reads a statement, and the format forbids them. */
function figureAt(url: string, alt: string, context: StatementContext): PhrasingContent {
  if (/^data:image\//i.test(url)) return { type: 'image', url, alt };
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) {
    context.warn(`the figure ${url} is on another server; it is shown as a link`);
    return { type: 'link', url, children: [{ type: 'text', value: alt || url }] };
  }
  return context.figure(decode(url.replace(/[?#].*$/, '')), widthIn(url), alt);
}

/** `#width=30`: per cent of the statement's width. */
export function widthIn(url: string): number | null {
  const width = /#width=(\d{1,3})$/.exec(url)?.[1];
  return width === undefined ? null : Number(width) / 100;
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** `$$…$$` alone in its paragraph is meant as display math, which in the page's Markdown stands on lines of its own. */
function displayMath(root: Root, source: string): boolean {
  let changed = false;
  const isDisplayed = (child: RootContent): child is RootContent & { type: 'paragraph' } => {
    if (child.type !== 'paragraph' || child.children.length !== 1) return false;
    const [only] = child.children;
    const start = only?.position?.start.offset;
    return only?.type === 'inlineMath' && start !== undefined && source.startsWith('$$', start);
  };
  visit(root, (node) => {
    if (!('children' in node)) return;
    node.children = node.children.map((child): RootContent => {
      const only = isDisplayed(child) ? child.children[0] : undefined;
      if (only?.type !== 'inlineMath') return child;
      changed = true;
      return { type: 'math', value: only.value };
    }) as [];
  });
  return changed;
}

function checkMath(root: Root, context: StatementContext): void {
  visit(root, (node) => {
    if (node.type !== 'math' && node.type !== 'inlineMath') return;
    const problem = mathProblem(node.value, node.type === 'math');
    if (problem !== null) context.warn(`"${node.value.slice(0, 60)}" is math that cannot be drawn: ${problem}`, node.position?.start.line);
  });
}

export function visit(node: Nodes, action: (node: Nodes) => void): void {
  action(node);
  if ('children' in node) for (const child of node.children) visit(child, action);
}
