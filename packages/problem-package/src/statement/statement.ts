import { readFileSync } from 'node:fs';
import type { PhrasingContent, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { replaceConstants } from '../constants.ts';
import { PackageError } from '../package-error.ts';
import { PACKAGE_LIMITS } from '../package-limits.ts';
import { readSource, readText, type PackageFile, type PackageFiles } from '../package-files.ts';
import { translateHtml } from './html.ts';
import { translateLatex } from './latex/latex.ts';
import { translateMarkdown, visit, widthIn } from './markdown.ts';
import { writeMarkdown } from './markdown-text.ts';
import { findFigure, isImage, type PublicFileCollector } from './public-files.ts';
import type { StatementContext } from './statement-context.ts';

/** A statement as the page shows it: Markdown with math, figures by their addresses. */
export type Statement = {
  /** Code of the language; English where its name does not say. */
  language: string;
  /** Where the statement itself says it. */
  title: string | null;
  markdown: string;
  path: string;
};

export type StatementReader = {
  files: PackageFiles;
  constants: ReadonlyMap<string, string>;
  /** Where the page finds a public file. */
  addressOf(name: string): string;
  publicFiles: PublicFileCollector;
  warnings: string[];
};

const DIRECTORIES = ['statement', 'problem_statement', ''];
const NAME = /^problem(?:[._]([a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2,4})?))?\.(md|markdown|tex|html|htm|txt|pdf)$/;
/** Of several files for one language the first of these kinds is shown. */
const KINDS = ['md', 'markdown', 'tex', 'html', 'htm', 'txt', 'pdf'];

export type Candidate = { file: PackageFile; directory: string; language: string; kind: string };

/** Every language's statement, English first, then by language; empty when the package has none. */
export async function readStatements(reader: StatementReader): Promise<Statement[]> {
  const candidates = DIRECTORIES.flatMap((directory) => candidatesIn(reader.files, directory));
  const languages = [...new Set(candidates.map(({ language }) => language))].toSorted(
    (left, right) => preference(left) - preference(right) || (left < right ? -1 : 1),
  );
  const statements: Statement[] = [];
  for (const language of languages)
    statements.push(
      await readLanguage(
        reader,
        candidates.filter((candidate) => candidate.language === language),
      ),
    );
  return statements;
}

function candidatesIn(files: PackageFiles, directory: string): Candidate[] {
  return files.names(directory).flatMap((name) => {
    const match = NAME.exec(name);
    const file = files.find(directory === '' ? name : `${directory}/${name}`);
    return match && file ? [{ file, directory, language: (match[1] ?? 'en').replace('_', '-'), kind: match[2] ?? '' }] : [];
  });
}

function preference(language: string): number {
  return language === 'en' || language.startsWith('en-') ? 0 : 1;
}

async function readLanguage(reader: StatementReader, candidates: Candidate[]): Promise<Statement> {
  const sorted = candidates.toSorted((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind));
  const [chosen, ...others] = sorted;
  if (!chosen) throw new Error('no candidate');
  for (const other of others) {
    if (other.kind !== 'pdf') reader.warnings.push(`${other.file.path}: is left out; ${chosen.file.path} is the statement of this language that is shown`);
  }
  return { language: chosen.language, path: chosen.file.path, ...(await translateFile(reader, chosen)) };
}

export type Translated = { title: string | null; markdown: string };

/** One statement, whatever it is written in. */
export async function translateFile(reader: StatementReader, candidate: Candidate): Promise<Translated> {
  if (candidate.kind === 'pdf') return pdfStatement(reader, candidate.file);
  const source = await readStatement(reader, candidate.file);
  const context = contextFor(reader, { ...candidate, path: candidate.file.path });
  switch (candidate.kind) {
    case 'tex':
      return latexStatement(source, context);
    case 'html':
    case 'htm':
      return htmlStatement(source, context);
    case 'txt':
      return { title: null, markdown: writeMarkdown(plainText(source)) };
    default:
      return { title: null, markdown: translateMarkdown(replaceConstants(source, reader.constants), context) };
  }
}

/** Old statements are in old encodings; one that is not UTF-8 is better shown with a wrong letter than not at all. */
async function readStatement({ warnings }: StatementReader, file: PackageFile): Promise<string> {
  const text = await readText(file).catch((error: unknown) =>
    error instanceof PackageError && file.bytes <= PACKAGE_LIMITS.textBytes ? error : Promise.reject(error),
  );
  if (typeof text === 'string') return text;
  warnings.push(`${text.message}; it is read as Latin-1`);
  return readSource(file);
}

function latexStatement(source: string, context: StatementContext): Translated {
  const { title, plainTitle, root } = translateLatex(source, context);
  const words = title === null ? null : toString({ type: 'paragraph', children: title }).trim();
  return { title: plainTitle ?? (words === '' ? null : words), markdown: writeMarkdown(root) };
}

function htmlStatement(source: string, context: StatementContext): Translated {
  const root = translateHtml(source);
  visit(root, (node) => {
    if ('children' in node)
      node.children = node.children.map((child) => (child.type === 'image' ? htmlFigure(child.url, child.alt ?? '', context) : child)) as [];
  });
  return { title: null, markdown: writeMarkdown(root) };
}

function htmlFigure(url: string, alt: string, context: StatementContext): PhrasingContent {
  if (/^data:image\//i.test(url)) return { type: 'image', url, alt };
  if (!/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return context.figure(url.replace(/[?#].*$/, ''), widthIn(url), alt);
  context.warn(`the figure ${url} is on another server; it is shown as a link`);
  return { type: 'link', url, children: [{ type: 'text', value: alt || url }] };
}

function plainText(source: string): Root {
  const paragraphs = source.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  return { type: 'root', children: paragraphs.map((part) => ({ type: 'paragraph', children: [{ type: 'text', value: part.trim() }] })) };
}

/** A PDF cannot become text; the page links to it. */
function pdfStatement(reader: StatementReader, file: PackageFile): Translated {
  const { name } = reader.publicFiles.add(file, 'statement', file.path.slice(file.path.lastIndexOf('/') + 1));
  reader.warnings.push(`${file.path}: a statement in PDF is offered as a file`);
  return { title: null, markdown: `The statement of this problem is a PDF file: [${name}](${reader.addressOf(name)})\n` };
}

export function contextFor(reader: StatementReader, { path, directory, language }: { path: string; directory: string; language: string }): StatementContext {
  const warn = (problem: string, line?: number) => reader.warnings.push(`${path}${line === undefined ? '' : `:${line}`}: ${problem}`);
  return {
    language,
    constant: (name) => reader.constants.get(name),
    read: (name) => textBeside(reader.files, directory, name),
    figure: (name, width, alt) => figureNode(reader, [directory, ...DIRECTORIES], name, width, alt, warn),
    warn,
  };
}

const MAX_INCLUDED_BYTES = 256 * 1024;

function textBeside(files: PackageFiles, directory: string, name: string): string | undefined {
  const parts = name.split('/');
  const paths = parts.map((_, index) => [directory, ...parts.slice(index)].filter((part) => part !== '' && part !== '.').join('/'));
  const found = paths.flatMap((path) => files.find(path) ?? [])[0];
  return found && found.bytes <= MAX_INCLUDED_BYTES ? readFileSync(found.absolute, 'utf8') : undefined;
}

function figureNode(
  reader: StatementReader,
  directories: readonly string[],
  name: string,
  width: number | null,
  alt: string,
  warn: (problem: string) => void,
): PhrasingContent {
  const file = findFigure(reader.files, directories, name);
  if (!file) {
    warn(`the figure "${name}" is not in the package`);
    return { type: 'emphasis', children: [{ type: 'text', value: `[Figure ${name}]` }] };
  }
  const added = reader.publicFiles.add(file, 'figure', file.path.replace(/^(?:problem_)?statement\//, ''));
  const url = reader.addressOf(added.name);
  if (isImage(file.path)) return { type: 'image', url: width === null ? url : `${url}#width=${Math.round(width * 100)}`, alt: alt || name };
  warn(`${file.path}: a page cannot show such a figure; it is offered as a link`);
  return { type: 'link', url, children: [{ type: 'text', value: `Figure: ${added.name}` }] };
}
