import { readText, type PackageFiles } from '../package-files.ts';
import { translateLatex } from '../statement/latex/latex.ts';
import { writeMarkdown } from '../statement/markdown-text.ts';
import type { PublicFileCollector } from '../statement/public-files.ts';
import { contextFor, translateFile, type StatementReader } from '../statement/statement.ts';
import { sectionTitle } from '../statement/latex/section-titles.ts';
import { codeOfLanguage } from './polygon-languages.ts';
import { children, type XmlElement } from './xml.ts';

export type PolygonStatement = { language: string; markdown: string };

const SECTIONS = [
  ['legend', null],
  ['input', 'Input'],
  ['output', 'Output'],
  ['interaction', 'Interaction'],
  ['scoring', 'Scoring'],
  ['notes', 'Note'],
] as const;

/** Every language's statement, English first: put together from its sections where they are, else from its document. */
export async function readPolygonStatements(
  files: PackageFiles,
  problem: XmlElement,
  addressOf: (name: string) => string,
  publicFiles: PublicFileCollector,
  warnings: string[],
): Promise<PolygonStatement[]> {
  const reader: StatementReader = { files, constants: new Map(), addressOf, publicFiles, warnings };
  const documents = children(problem, 'statements', 'statement');
  const languages = [...new Set([...documents.map(({ attributes }) => attributes['language'] ?? ''), ...files.names('statement-sections')])].filter(
    (name) => name !== '',
  );
  const statements: PolygonStatement[] = [];
  for (const name of languages) {
    const markdown = (await fromSections(reader, name)) ?? (await fromDocument(reader, documents, name));
    if (markdown !== null) statements.push({ language: codeOfLanguage(name), markdown });
  }
  return statements.toSorted((left, right) => Number(right.language === 'en') - Number(left.language === 'en'));
}

async function fromSections(reader: StatementReader, name: string): Promise<string | null> {
  const directory = `statement-sections/${name}`;
  if (!reader.files.find(`${directory}/legend.tex`)) return null;
  const language = codeOfLanguage(name);
  const context = contextFor(reader, { path: `${directory}/legend.tex`, directory, language });
  const parts: string[] = [];
  for (const [section, title] of SECTIONS) {
    const file = reader.files.find(`${directory}/${section}.tex`);
    const source = file ? (await readText(file)).trim() : '';
    if (source !== '') parts.push(title === null ? source : `\\section*{${sectionTitle(title, language)}}\n${source}`);
  }
  return writeMarkdown(translateLatex(parts.join('\n\n'), context).root);
}

const KINDS: Readonly<Record<string, string>> = { 'application/x-tex': 'tex', 'text/html': 'html', 'application/pdf': 'pdf' };

async function fromDocument(reader: StatementReader, documents: readonly XmlElement[], name: string): Promise<string | null> {
  for (const [type, kind] of Object.entries(KINDS)) {
    const document = documents.find(({ attributes }) => attributes['language'] === name && attributes['type'] === type);
    const file = reader.files.find(document?.attributes['path'] ?? '');
    if (file) return (await translateFile(reader, { file, kind, directory: file.path.replace(/\/[^/]*$/, ''), language: codeOfLanguage(name) })).markdown;
  }
  return null;
}

export function titlesOf(problem: XmlElement): Map<string, string> {
  return new Map(children(problem, 'names', 'name').map(({ attributes }) => [codeOfLanguage(attributes['language'] ?? ''), attributes['value'] ?? '']));
}
