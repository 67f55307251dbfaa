import { z } from 'zod';
import { storableText } from './text.ts';

/** The language of submissions that are no programs but the answers themselves: it is every submit-answer problem's only one. */
export const ANSWER_LANGUAGE = 'answer';

export const MAX_FILES = 100;

/** Letters, digits and `_ . + -`, at most four names deep. Nothing that is hidden, leads elsewhere, or looks like an option. */
const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.+-]*){0,3}$/;
const ENTRY_POINT = /^[A-Za-z0-9_$][A-Za-z0-9_$.+/-]*$/;

export const fileNameSchema = z.string().max(100).regex(FILE_NAME, 'must be a relative path of letters, digits, "_", ".", "+" and "-"');

export const sourceFileSchema = z.strictObject({ name: fileNameSchema, content: storableText });
export type SourceFile = z.infer<typeof sourceFileSchema>;

/**
 * What is sent to be judged or run: a single text, or files of which none takes another's place. `entryPoint` names the file
 * to start with, or the class in Java and Kotlin; by default it is the file called `main`, else the first by name.
 */
export const sourceFields = {
  code: storableText.min(1).optional(),
  files: z.array(sourceFileSchema).min(1).max(MAX_FILES).refine(haveTheirPlaces, "must have names that do not take each other's place").optional(),
  entryPoint: z.string().max(200).regex(ENTRY_POINT, 'must be the name of a file or class').optional(),
};

export type Source = { code?: string | undefined; files?: SourceFile[] | undefined; entryPoint?: string | undefined };

/** For the schema of a request that has these fields: exactly one of `code` and `files`, told beside whatever else is wrong. */
export function hasOneSource(request: Source): boolean {
  return (request.code === undefined) !== (request.files === undefined);
}
export const ONE_SOURCE = {
  path: ['code'],
  error: 'give either code or files',
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** All that is sent, as files; a single text has no name. */
export function filesOfSource({ code, files }: Source): SourceFile[] {
  return files ?? [{ name: '', content: code ?? '' }];
}

function haveTheirPlaces(files: readonly SourceFile[]): boolean {
  const names = new Set(files.map(({ name }) => name));
  const directories = files.flatMap(({ name }) => [...name.matchAll(/\//g)].map((slash) => name.slice(0, slash.index)));
  return names.size === files.length && directories.every((directory) => !names.has(directory));
}
