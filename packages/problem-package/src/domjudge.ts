import { PackageError } from './package-error.ts';
import { readSource, type PackageFiles } from './package-files.ts';

/** What DOMjudge keeps beside the format: `domjudge-problem.ini` and `.timelimit`. */
export type DomjudgeSettings = { name: string | null; timeSeconds: number | null; timeFile: string };

/** Those that every installation has, and that do what the format's default does. */
const DEFAULT_PROGRAMS = ['', 'compare', 'run'];
const INI = 'domjudge-problem.ini';
const TIME_LIMIT = '.timelimit';

/** `custom`: the package brings its own validator, which then counts. */
export async function readDomjudge(files: PackageFiles, custom: boolean): Promise<DomjudgeSettings> {
  const ini = files.find(INI);
  const values = ini ? parseIni(await readSource(ini)) : new Map<string, { value: string; line: number }>();
  if (!custom) refuseSpecialPrograms(values);
  const time = values.get('timelimit');
  const name = values.get('name')?.value ?? null;
  if (time) return { name, timeSeconds: seconds(INI, time.value, time.line), timeFile: INI };
  const file = files.find(TIME_LIMIT);
  return { name, timeSeconds: file ? seconds(TIME_LIMIT, (await readSource(file)).trim()) : null, timeFile: TIME_LIMIT };
}

function refuseSpecialPrograms(values: ReturnType<typeof parseIni>): void {
  for (const key of ['special_run', 'special_compare']) {
    const entry = values.get(key);
    if (entry && !DEFAULT_PROGRAMS.includes(entry.value))
      throw new PackageError(INI, `${key}: programs of a DOMjudge installation are not supported`, entry.line);
  }
}

function parseIni(text: string): Map<string, { value: string; line: number }> {
  const values = new Map<string, { value: string; line: number }>();
  text.split('\n').forEach((content, index) => {
    const match = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(content);
    if (match?.[1] !== undefined) values.set(match[1], { value: (match[2] ?? '').replace(/^(["'])(.*)\1$/, '$2'), line: index + 1 });
  });
  return values;
}

function seconds(file: string, text: string, line?: number): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value) || value <= 0) throw new PackageError(file, `"${text}" is not a time limit in seconds`, line);
  return value;
}
