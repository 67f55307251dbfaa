import type { ProblemDefinition, ProgramFile } from '@codearena/core';
import { isOurLanguage, languageOfCode } from './package-languages.ts';
import { readProgram, toProgramFile } from './programs.ts';
import type { ProgramReader } from './validator-programs.ts';

/** `include/<language>/`: files that are put beside every submission in that language, by our language id. */
export async function readIncludedFiles(reader: ProgramReader): Promise<ProblemDefinition['include']> {
  const include: Record<string, ProgramFile[]> = {};
  for (const code of reader.files.names('include')) {
    const path = `include/${code}`;
    const language = code === 'default' ? code : languageOfCode(code);
    if (!reader.files.isDirectory(path)) reader.warnings.push(`${path}: is not in a directory that names a language, and is left out`);
    else if (code !== 'default' && !isOurLanguage(language)) reader.warnings.push(`${path}: "${code}" is not a language of this judge; left out`);
    else include[language] = await filesIn(reader, path, code);
  }
  return include;
}

async function filesIn(reader: ProgramReader, path: string, name: string): Promise<ProgramFile[]> {
  const { files } = await readProgram(reader.files, path, name, reader.constants);
  const included: ProgramFile[] = [];
  for (const source of files) included.push(await toProgramFile(source, reader.collector));
  return included;
}
