import { LatexReader } from './reader.ts';

/*
 * What TeX does before it sees commands: comments end at the line's end, verbatim text is not looked into, conditionals
 * choose a branch, `\input` brings in another file. Verbatim text is put aside behind a mark of two private characters
 * and a number, so that no later step mistakes it for LaTeX.
 */
export type PreparedSource = { text: string; verbatims: Verbatim[]; plainName: string | null };

export type Verbatim = { kind: 'block' | 'inline' | 'url'; text: string; language: string | null };

export type SourceFiles = {
  /** Text of a file named in the source, undefined when there is none. */
  read(name: string): string | undefined;
};

const MARK_START = '\uE000';
const MARK_END = '\uE001';
export const VERBATIM_MARK = /\uE000(\d+)\uE001/y;

const MAX_INPUT_DEPTH = 8;
const MAX_SOURCE = 1_000_000;

export function prepareSource(source: string, files: SourceFiles, warn: (problem: string) => void): PreparedSource {
  const verbatims: Verbatim[] = [];
  const plainName = /^%%\s*plainproblemname:(.*)$/m.exec(source)?.[1]?.trim() ?? null;
  const text = prepare(source, { files, warn, verbatims, depth: 0 });
  return { text: chooseBranches(bodyOf(text)), verbatims, plainName };
}

type Preparation = { files: SourceFiles; warn: (problem: string) => void; verbatims: Verbatim[]; depth: number };

const VERBATIM_ENVIRONMENTS = ['verbatim', 'verbatim*', 'Verbatim', 'BVerbatim', 'lstlisting', 'minted', 'alltt', 'comment', 'filecontents', 'filecontents*'];

function prepare(source: string, preparation: Preparation): string {
  const reader = new LatexReader(
    source
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n')
      .replace(/[\uE000-\uE001]/g, ''),
  );
  let text = '';
  while (!reader.done) {
    if (text.length > MAX_SOURCE) {
      preparation.warn(`is longer than ${MAX_SOURCE} characters with the files that it inputs; the rest is left out`);
      return text;
    }
    text += prepareNext(reader, preparation);
  }
  return text;
}

function prepareNext(reader: LatexReader, preparation: Preparation): string {
  const plain = reader.match(/[^\\%]+/y);
  if (plain !== null) return plain;
  // A comment swallows the newline and the indentation that follows, but not an empty line, which is a paragraph's end.
  if (reader.match(/%[^\n]*(?:\n[ \t]*)?/y) !== null) return reader.startsWith('\n') ? '\n' : '';
  const command = reader.match(/\\(?:[a-zA-Z@]+\*?|[^])/y) ?? reader.next();
  switch (command) {
    case '\\begin':
      return prepareEnvironment(reader, preparation);
    case '\\verb':
    case '\\verb*':
    case '\\lstinline':
      return prepareInlineVerbatim(reader, command, preparation);
    case '\\mintinline':
      reader.optional();
      reader.argument();
      return prepareInlineVerbatim(reader, command, preparation);
    case '\\url':
    case '\\nolinkurl':
      return putAside(preparation, { kind: 'url', text: unescapeUrl(reader.argument()), language: null });
    case '\\href':
      return `\\href{${putAside(preparation, { kind: 'url', text: unescapeUrl(reader.argument()), language: null })}}`;
    case '\\input':
    case '\\include':
    case '\\subfile':
    case '\\import':
      return prepareInput(reader, command, preparation);
    case '\\lstinputlisting':
    case '\\verbatiminput':
    case '\\VerbatimInput':
    case '\\inputminted':
      return prepareListing(reader, command, preparation);
    default:
      return command;
  }
}

function prepareEnvironment(reader: LatexReader, preparation: Preparation): string {
  const name = reader.argument();
  if (!VERBATIM_ENVIRONMENTS.includes(name)) return `\\begin{${name}}`;
  const options = reader.optional();
  if (name === 'minted' || name.startsWith('filecontents')) reader.argument();
  const content = reader.until(`\\end{${name}}`);
  if (name === 'comment' || name.startsWith('filecontents')) return '';
  const language = /language=\{?(?:\[[^\]]*\])?([A-Za-z+]+)/.exec(options ?? '')?.[1]?.toLowerCase() ?? null;
  return `\n\n${putAside(preparation, { kind: 'block', text: content.replace(/^[ \t]*\n/, '').replace(/\s+$/, ''), language })}\n\n`;
}

function prepareInlineVerbatim(reader: LatexReader, command: string, preparation: Preparation): string {
  if (command === '\\lstinline') reader.optional();
  const delimiter = reader.peek();
  const text = delimiter === '{' && command !== '\\verb' ? reader.argument() : reader.delimited();
  return putAside(preparation, { kind: 'inline', text, language: null });
}

function prepareInput(reader: LatexReader, command: string, preparation: Preparation): string {
  const directory = command === '\\import' ? reader.argument() : '';
  const name = directory + (reader.startsWith('{') ? reader.argument() : (reader.match(/\s*[^\s{}\\%]+/y) ?? '').trim());
  const content = preparation.files.read(name) ?? preparation.files.read(`${name}.tex`);
  if (content === undefined || preparation.depth >= MAX_INPUT_DEPTH) {
    preparation.warn(`${command}{${name}} ${content === undefined ? 'names a file that is not there' : 'is nested too deep'}`);
    return '';
  }
  return prepare(content, { ...preparation, depth: preparation.depth + 1 });
}

function prepareListing(reader: LatexReader, command: string, preparation: Preparation): string {
  reader.optional();
  if (command === '\\inputminted') reader.argument();
  const name = reader.argument();
  const text = preparation.files.read(name);
  if (text === undefined) {
    preparation.warn(`${command}{${name}} names a file that is not there`);
    return '';
  }
  return `\n\n${putAside(preparation, { kind: 'block', text: text.replace(/\s+$/, ''), language: null })}\n\n`;
}

function putAside({ verbatims }: Preparation, verbatim: Verbatim): string {
  verbatims.push(verbatim);
  return `${MARK_START}${verbatims.length - 1}${MARK_END}`;
}

function unescapeUrl(url: string): string {
  return url.replace(/\\([%#&_~{}$])/g, '$1').replace(/\s+/g, '');
}

/** Of a whole document only what is between `\begin{document}` and `\end{document}`, and the definitions before it. */
function bodyOf(text: string): string {
  const begin = text.indexOf('\\begin{document}');
  if (begin < 0) return text;
  const preamble = text.slice(0, begin).match(/^\s*\\(?:(?:re|provide)?newcommand|def|DeclareMathOperator|let)\b[^\n]*$/gm) ?? [];
  const end = text.indexOf('\\end{document}', begin);
  return `${preamble.join('\n')}\n${text.slice(begin + '\\begin{document}'.length, end < 0 ? undefined : end)}`;
}

/** Conditionals whose outcome is known: what is made for a page of HTML is what is wanted here. */
const TRUE_CONDITIONS = ['\\iftrue', '\\ifplastex', '\\ifhtml'];

function chooseBranches(text: string): string {
  let result = text;
  for (let count = 0; count < 1000; count += 1) {
    const innermost = /\\(if[a-zA-Z@]*)\b((?:(?!\\if(?!f\b)[a-zA-Z@]*\b)[^])*?)\\fi(?![a-zA-Z@])[ \t]?/.exec(result);
    if (!innermost) return result;
    const [whole, name = '', content = ''] = innermost;
    const [yes = '', no = ''] = content.split(/\\else(?![a-zA-Z@])/);
    const chosen = TRUE_CONDITIONS.includes(`\\${name}`) ? yes : no;
    result = result.slice(0, innermost.index) + chosen + result.slice(innermost.index + whole.length);
  }
  return result;
}
