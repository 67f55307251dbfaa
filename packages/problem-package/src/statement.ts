import { PackageError, UnsupportedFeature } from './package-error.ts';
import { readText, type PackageFile, type PackageFiles } from './package-files.ts';

/** A statement in Markdown, and its language (empty where its name does not say). */
export type Statement = { language: string; markdown: string };

const DIRECTORIES = ['statement', 'problem_statement', ''];
const NAME = /^problem(?:\.([a-z]{2,3}(?:-[A-Z]{2})?))?\.(md|tex|html|pdf|txt)$/;

type Candidate = { file: PackageFile; language: string; kind: string };

export async function readStatement(files: PackageFiles, warnings: string[]): Promise<Statement> {
  const candidates = DIRECTORIES.flatMap((directory) => candidatesIn(files, directory));
  const chosen = candidates.filter((candidate) => candidate.kind === 'md').toSorted((left, right) => preference(left) - preference(right))[0];
  if (!chosen) throw noMarkdown(candidates);
  for (const other of candidates) {
    if (other !== chosen) warnings.push(`${other.file.path}: only one statement is shown, ${chosen.file.path}`);
  }
  const markdown = await readText(chosen.file);
  warnAboutMarkup(chosen.file.path, markdown, warnings);
  return { language: chosen.language, markdown: markdown.replace(/\{\{(nextsample|remainingsamples)\}\}/g, '') };
}

function candidatesIn(files: PackageFiles, directory: string): Candidate[] {
  return files.names(directory).flatMap((name) => {
    const match = NAME.exec(name);
    const file = files.find(directory === '' ? name : `${directory}/${name}`);
    return match && file ? [{ file, language: match[1] ?? '', kind: match[2] ?? '' }] : [];
  });
}

/** English first, then what does not say its language (which is English too), then any. */
function preference({ language }: Candidate): number {
  if (language === 'en' || language.startsWith('en-')) return 0;
  return language === '' ? 1 : 2;
}

function noMarkdown(candidates: Candidate[]): PackageError {
  const other = candidates[0];
  if (!other) return new PackageError('statement', 'there is no problem statement, such as statement/problem.en.md');
  const kinds: Record<string, string> = { tex: 'LaTeX', html: 'HTML', pdf: 'PDF', txt: 'plain text' };
  return new UnsupportedFeature(other.file.path, `a problem statement in ${kinds[other.kind] ?? other.kind}`);
}

function warnAboutMarkup(path: string, markdown: string, warnings: string[]): void {
  const lines = markdown.split('\n');
  const tell = (pattern: RegExp, problem: string) => {
    const index = lines.findIndex((line) => pattern.test(line));
    if (index >= 0) warnings.push(`${path}:${index + 1}: ${problem}`);
  };
  tell(/!\[[^\]]*\]\((?!https?:|data:)|<img\b/i, 'figures of statements are not shown yet');
  tell(/\{\{(nextsample|remainingsamples)\}\}/, 'samples are shown after the statement, not inside it');
}
