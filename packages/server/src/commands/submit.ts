import path from 'node:path';
import {
  ANSWER_LANGUAGE,
  describeTiming,
  problemSchema,
  submissionAcceptedSchema,
  submissionSchema,
  type Source,
  type SourceFile,
  type Submission,
} from '@codearena/contracts';
import { chooseLanguage, createApiClient, follow, readSource, type ApiClient } from './client.ts';
import { note, printJson, type ExitCode } from './outcome.ts';

export type SubmitOptions = { url: string; problem: string; language?: string; entryPoint?: string; json?: boolean };

/** Submits a file, or several as one program or as answers, and waits for the verdict; anything but Accepted is a finding. */
export async function submit(files: readonly [string, ...string[]], options: SubmitOptions): Promise<ExitCode> {
  const client = createApiClient(options.url);
  const { id, name } = await languageFor(client, files, options);
  const source = await sourceOf(files, id, options);
  const { submissionId } = submissionAcceptedSchema.parse(await client.post('/api/submissions', { problemId: options.problem, language: id, ...source }));
  if (!options.json) note(`submission ${submissionId} (${name})`);
  await follow(client, submissionId, options.json ? () => {} : note);
  const submission = submissionSchema.parse(await client.get(`/api/submissions/${submissionId}`));
  if (options.json) printJson(submission);
  else process.stdout.write(describe(submission));
  return submission.verdict === 'Accepted' ? 0 : 1;
}

/** The problem says when it takes answers instead of programs. */
async function languageFor(client: ApiClient, [first]: readonly [string, ...string[]], options: SubmitOptions): Promise<{ id: string; name: string }> {
  const problem = problemSchema.parse(await client.get(`/api/problems/${encodeURIComponent(options.problem)}`));
  const answers = problem.languages.find(({ id }) => id === ANSWER_LANGUAGE);
  return answers ?? chooseLanguage(client, first, options.language);
}

/** A lone program needs no name; answers and the parts of a larger program have those of their files. */
async function sourceOf(files: readonly [string, ...string[]], language: string, { entryPoint }: SubmitOptions): Promise<Source> {
  const common = files.length > 1 ? commonDirectory(files) : path.dirname(path.resolve(files[0]));
  const read: SourceFile[] = [];
  for (const file of files) read.push({ name: path.relative(common, path.resolve(file)), content: await readSource(file) });
  const alone = files.length === 1 && language !== ANSWER_LANGUAGE;
  return { ...(alone ? { code: read[0]?.content } : { files: read }), ...(entryPoint !== undefined && { entryPoint }) };
}

/** Names are relative to the directory in which all of them are. */
function commonDirectory(files: readonly string[]): string {
  const directories = files.map((file) => path.dirname(path.resolve(file)).split(path.sep));
  const [first = [], ...others] = directories;
  const length = first.findIndex((part, at) => others.some((parts) => parts[at] !== part));
  return (length < 0 ? first : first.slice(0, length)).join(path.sep) || path.sep;
}

function describe({ language, verdict, testResults, testsTotal, executionTimeMs, memoryKb, compileOutput }: Submission): string {
  const passed = testResults.filter(({ status }) => status === 'Accepted').length;
  const usage = executionTimeMs === null ? '' : `, ${executionTimeMs} ms, ${memoryKb} KB`;
  const retimed = testResults.flatMap(({ index, timing }) => (timing ? [`test ${index} was run again: ${describeTiming(timing)}\n`] : []));
  const first = testResults.find(({ status }) => status !== 'Accepted');
  const why = first?.message ? `test ${first.index}: ${first.message}\n` : '';
  return `${verdict ?? 'not judged'}: ${passed} of ${testsTotal} tests passed${usage}\n${why}${retimed.join('')}${language === ANSWER_LANGUAGE || verdict === 'Compilation Error' ? text(compileOutput) : ''}`;
}

function text(output: string | null): string {
  return output === null ? '' : `${output}\n`;
}
