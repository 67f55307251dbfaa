import type { Element, Nodes as HastNodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast, type Handle } from 'hast-util-to-mdast';
import type { PhrasingContent, Root, RootContent } from 'mdast';
import type {} from 'mdast-util-math';
import { normaliseMath } from './latex/math.ts';

/** HTML as Markdown's tree: scripts, styles and attributes stay behind, so nothing in it can act. */
export function translateHtml(html: string): Root {
  const root = hastToMarkdownTree(fromHtml(html));
  root.children = root.children.map((child) => withMath(child));
  return root;
}

export function hastToMarkdownTree(tree: HastNodes): Root {
  const root = toMdast(tree, { handlers: { code: codeOrMath, span, pre: preOrMath, script: mathScript, h1: headingTwo, img: image } });
  return root.type === 'root' ? root : { type: 'root', children: 'children' in root ? (root.children as RootContent[]) : [] };
}

function classesOf(element: Element): string[] {
  const classes = element.properties['className'];
  return Array.isArray(classes) ? classes.map(String) : [];
}

/** Math that came from Markdown went through HTML as code with a class. */
const codeOrMath: Handle = (state, element: Element) => {
  const value = textOf(element);
  const classes = classesOf(element);
  if (classes.includes('math-inline')) return { type: 'inlineMath', value };
  if (classes.includes('math-display')) return { type: 'math', value } as never;
  state.patch(element, { type: 'inlineCode', value });
  return { type: 'inlineCode', value: value.replace(/\s+/g, ' ') };
};

const preOrMath: Handle = (_, element: Element) => {
  const code = element.children.find((child): child is Element => child.type === 'element' && child.tagName === 'code');
  const value = textOf(code ?? element).replace(/\n$/, '');
  const classes = code ? classesOf(code) : [];
  if (classes.includes('math-display')) return { type: 'math', value };
  const language = classes.find((name) => name.startsWith('language-'))?.slice('language-'.length);
  return { type: 'code', lang: language ?? null, value };
};

/** Polygon's `<span class="tex-font-style-tt">` and its relatives. */
const STYLES: Readonly<Record<string, 'code' | 'strong' | 'emphasis' | 'delete'>> = {
  'tex-font-style-tt': 'code',
  'tex-font-style-bf': 'strong',
  'tex-font-style-it': 'emphasis',
  'tex-font-style-underline': 'emphasis',
  'tex-font-style-striked': 'delete',
};

const span: Handle = (state, element: Element) => {
  const classes = classesOf(element);
  const children = state.all(element) as PhrasingContent[];
  const style = classes.flatMap((name) => STYLES[name] ?? [])[0];
  if (style === 'code') return { type: 'inlineCode', value: textOf(element) };
  return style ? { type: style, children } : children;
};

/** MathJax takes math from scripts that are no scripts. */
const mathScript: Handle = (_, element: Element) => {
  const type = String(element.properties['type'] ?? '');
  if (!type.startsWith('math/tex')) return undefined;
  return type.includes('display') ? { type: 'math', value: textOf(element) } : { type: 'inlineMath', value: textOf(element) };
};

/** The problem's title is above the statement already. */
const headingTwo: Handle = (state, element: Element) => ({ type: 'heading', depth: 2, children: state.all(element) as PhrasingContent[] });

/** A width in per cent is kept as the page's own Markdown has it. */
const image: Handle = (_, element: Element) => {
  const { src, alt, width, style } = element.properties;
  const percent = /(\d{1,3})(?:\.\d+)?%/.exec(`${String(width ?? '')} ${/width\s*:\s*[^;]*/.exec(String(style ?? ''))?.[0] ?? ''}`)?.[1];
  const url = String(src ?? '');
  return { type: 'image', url: percent === undefined || url === '' ? url : `${url}#width=${percent}`, alt: String(alt ?? '') };
};

function textOf(node: HastNodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

const MATH = /\$\$\$([^$]+)\$\$\$|\$\$([^$]+)\$\$|\\\[([^]+?)\\\]|\\\(([^]+?)\\\)|\$([^$\n]+)\$/g;

/** In HTML, math is in the text, between the marks that MathJax looks for. */
function withMath(node: RootContent): RootContent {
  if (!('children' in node)) return node;
  const children = node.children.flatMap((child): RootContent[] => (child.type === 'text' ? mathIn(child.value) : [withMath(child)]));
  return { ...node, children } as RootContent;
}

function mathIn(value: string): PhrasingContent[] {
  const parts: PhrasingContent[] = [];
  let end = 0;
  for (const match of value.matchAll(MATH)) {
    if (match.index > end) parts.push({ type: 'text', value: value.slice(end, match.index) });
    parts.push({ type: 'inlineMath', value: normaliseMath(match.slice(1).find((group) => group !== undefined) ?? '') });
    end = match.index + match[0].length;
  }
  if (end < value.length) parts.push({ type: 'text', value: value.slice(end) });
  return parts;
}

/** Math inside raw HTML, which Markdown does not look into, as Markdown's own math goes through HTML. */
export function markMath(html: string): string {
  return html.replace(
    /\$\$([^$<>]+)\$\$|\$([^$\n<>]+)\$/g,
    (_, display?: string, inline?: string) => `<code class="math-inline">${display ?? inline ?? ''}</code>`,
  );
}
