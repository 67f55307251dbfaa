import { readFile } from 'node:fs/promises';
import { runAcceptedSchema, runSchema, type Run } from '@codearena/contracts';
import { chooseLanguage, createApiClient, follow, readSource } from './client.ts';
import { note, printJson, type ExitCode } from './outcome.ts';

export type RunOptions = { url: string; language?: string; input?: string; args?: string[]; json?: boolean };

/** Runs a file in the server's sandbox with one's own input and shows what it printed. */
export async function run(file: string, options: RunOptions): Promise<ExitCode> {
  const client = createApiClient(options.url);
  const code = await readSource(file);
  const stdin = options.input === undefined ? '' : await readFile(options.input === '-' ? '/dev/stdin' : options.input, 'utf8');
  const language = await chooseLanguage(client, file, options.language);
  const { runId } = runAcceptedSchema.parse(
    await client.post('/api/runs', { language: language.id, code, stdin, ...(options.args ? { args: options.args } : {}) }),
  );
  await follow(client, runId, () => {});
  const result = runSchema.parse(await client.get(`/api/runs/${runId}`));
  if (options.json) printJson(result);
  else show(result);
  return result.status === 'Completed' ? 0 : 1;
}

function show(result: Run): void {
  if (result.compileOutput) note(result.compileOutput);
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  if (result.stdoutTruncated) note('(output cut)');
  const ending = result.signal ?? (result.exitCode === null ? '' : `exit code ${result.exitCode}`);
  note(`${result.status}${ending ? `, ${ending}` : ''}${result.timeMs === null ? '' : `, ${result.timeMs} ms, ${result.memoryKb} KB`}`);
}
