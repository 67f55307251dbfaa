import { SaxesParser } from 'saxes';
import { PackageError } from '../package-error.ts';

/** An element that still knows where it stands. */
export type XmlElement = { name: string; attributes: Readonly<Record<string, string>>; children: XmlElement[]; text: string; line: number };

const MAX_DEPTH = 100;

export function parseXml(path: string, source: string): XmlElement {
  const parser = new SaxesParser();
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '', line: 1 };
  const open = [root];
  const fail = (problem: string): never => {
    throw new PackageError(path, problem, parser.line);
  };
  parser.on('error', (error) => fail(`is not valid XML: ${error.message.replace(/^\d+:\d+: /, '')}`));
  parser.on('opentag', (tag) => {
    const element: XmlElement = { name: tag.name, attributes: { ...tag.attributes }, children: [], text: '', line: parser.line };
    open.at(-1)?.children.push(element);
    if (open.push(element) > MAX_DEPTH) fail(`is nested more than ${MAX_DEPTH} deep`);
  });
  parser.on('text', (text) => {
    const current = open.at(-1);
    if (current) current.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(source).close();
  return root.children[0] ?? fail('has no element');
}

export function child(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((current, name) => current?.children.find((candidate) => candidate.name === name), element);
}

export function children(element: XmlElement | undefined, ...path: readonly string[]): XmlElement[] {
  const parent = child(element, ...path.slice(0, -1));
  return parent?.children.filter((candidate) => candidate.name === path.at(-1)) ?? [];
}
