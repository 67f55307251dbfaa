import { readText, type PackageFile, type PackageFiles } from './package-files.ts';
import { samplesToShowOnly } from './shown-samples.ts';
import type { Statement } from './statement/statement.ts';

/** Samples that are not judged have no test that could show them, so the statement does. */
export async function showOnlySamples(files: PackageFiles, statements: readonly Statement[]): Promise<Statement[]> {
  const shown = samplesToShowOnly(files);
  if (shown.length === 0) return [...statements];
  const parts: string[] = [];
  for (const { name, input, answer, interaction } of shown) {
    if (interaction) parts.push(await block(`Sample interaction ${name}`, interaction));
    else
      for (const [title, file] of [
        ['input', input],
        ['output', answer],
      ] as const)
        if (file) parts.push(await block(`Sample ${title} ${name}`, file));
  }
  return statements.map((statement) => ({ ...statement, markdown: `${statement.markdown.trimEnd()}\n\n${parts.join('\n')}` }));
}

async function block(title: string, file: PackageFile): Promise<string> {
  const text = (await readText(file)).trimEnd();
  const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return `### ${title}\n\n${fence}\n${text}\n${fence}\n`;
}
