import { z } from 'zod';
import { PackageError } from '../package-error.ts';
import { readText, type PackageFiles } from '../package-files.ts';

/** What DOMjudge keeps in `submissions.json` about a submission; who sent it is not of interest here. */
export type SubmissionDetails = z.infer<typeof detailsSchema>;

const FILE = 'submissions.json';
const detailsSchema = z.looseObject({ langid: z.string().nullish(), entry_point: z.string().nullish() });

/** By the submission's path in the package, without the slash at the end that directories have there. */
export async function readSubmissionDetails(files: PackageFiles): Promise<ReadonlyMap<string, SubmissionDetails>> {
  const file = files.find(FILE);
  if (!file) return new Map();
  const result = z.record(z.string(), detailsSchema).safeParse(parseJson(await readText(file)));
  if (!result.success)
    throw new PackageError(FILE, `${result.error.issues[0]?.path.join('.') ?? ''}: ${result.error.issues[0]?.message ?? 'is not as it must be'}`);
  return new Map(Object.entries(result.data).map(([path, details]) => [path.replace(/\/$/, ''), details]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PackageError(FILE, `is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
