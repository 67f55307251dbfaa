import { submissionAcceptedSchema, submissionSchema, type Submission } from '@codearena/contracts';
import { chooseLanguage, createApiClient, follow, readSource } from './client.ts';
import { note, printJson, type ExitCode } from './outcome.ts';

export type SubmitOptions = { url: string; problem: string; language?: string; json?: boolean };

/** Submits a file and waits for the verdict; anything but Accepted is a finding. */
export async function submit(file: string, options: SubmitOptions): Promise<ExitCode> {
  const client = createApiClient(options.url);
  const code = await readSource(file);
  const language = await chooseLanguage(client, file, options.language);
  const { submissionId } = submissionAcceptedSchema.parse(await client.post('/api/submissions', { problemId: options.problem, language: language.id, code }));
  if (!options.json) note(`submission ${submissionId} (${language.name})`);
  await follow(client, submissionId, options.json ? () => {} : note);
  const submission = submissionSchema.parse(await client.get(`/api/submissions/${submissionId}`));
  if (options.json) printJson(submission);
  else process.stdout.write(describe(submission));
  return submission.verdict === 'Accepted' ? 0 : 1;
}

function describe({ verdict, testResults, testsTotal, executionTimeMs, memoryKb, compileOutput }: Submission): string {
  const passed = testResults.filter(({ status }) => status === 'Accepted').length;
  const usage = executionTimeMs === null ? '' : `, ${executionTimeMs} ms, ${memoryKb} KB`;
  const first = testResults.find(({ status }) => status !== 'Accepted');
  const why = first?.message ? `test ${first.index}: ${first.message}\n` : '';
  return `${verdict ?? 'not judged'}: ${passed} of ${testsTotal} tests passed${usage}\n${why}${verdict === 'Compilation Error' ? `${compileOutput ?? ''}\n` : ''}`;
}
