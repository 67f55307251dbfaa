import { fileNameSchema, type SourceFile } from '@codearena/contracts';
import { z } from 'zod';
import { readStored, removeStored, writeStored } from './storage.ts';

/** A draft belongs to one problem and one language. The kept draft is the one that something else took the place of. */
export type DraftPlace = { problem: string; language: string };

/** The main text, and the files beside it with names of their own. */
export type Draft = { code: string; files: SourceFile[] };

const filesSchema = z.array(z.object({ name: fileNameSchema, content: z.string() }));

const keysOf = (kind: 'draft' | 'kept', { problem, language }: DraftPlace) => ({
  code: `${kind}.${problem}.${language}`,
  files: `${kind}-files.${problem}.${language}`,
});
type Keys = ReturnType<typeof keysOf>;

export function readDraft(place: DraftPlace): Draft | null {
  return read(keysOf('draft', place));
}

/** False when the browser could not save it. */
export function saveDraft(place: DraftPlace, draft: Draft): boolean {
  return write(keysOf('draft', place), draft);
}

/** Puts another draft where the draft was, which can be brought back. */
export function replaceDraft(place: DraftPlace, draft: Draft): boolean {
  const current = readDraft(place);
  if (current !== null && !isBlank(current) && !isSameDraft(current, draft)) write(keysOf('kept', place), current);
  return saveDraft(place, draft);
}

export function readKeptDraft(place: DraftPlace): Draft | null {
  return read(keysOf('kept', place));
}

export function forgetKeptDraft(place: DraftPlace): void {
  const keys = keysOf('kept', place);
  removeStored(keys.code);
  removeStored(keys.files);
}

export function isSameDraft(one: Draft, other: Draft): boolean {
  const fingerprint = ({ code, files }: Draft) => JSON.stringify([code, files.map(({ name, content }) => [name, content])]);
  return fingerprint(one) === fingerprint(other);
}

function isBlank({ code, files }: Draft): boolean {
  return [code, ...files.map(({ content }) => content)].every((text) => text.trim() === '');
}

function read(keys: Keys): Draft | null {
  const code = readStored(keys.code);
  return code === null ? null : { code, files: filesIn(readStored(keys.files)) };
}

/** Other pages and earlier versions may have left anything there. */
function filesIn(text: string | null): SourceFile[] {
  try {
    return filesSchema.parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}

function write(keys: Keys, { code, files }: Draft): boolean {
  if (files.length > 0) return writeStored(keys.code, code) && writeStored(keys.files, JSON.stringify(files));
  removeStored(keys.files);
  return writeStored(keys.code, code);
}

export function readLanguage(problem: string): string | null {
  return readStored(`language.${problem}`) ?? readStored('language');
}

export function rememberLanguage(problem: string, language: string): void {
  writeStored(`language.${problem}`, language);
  writeStored('language', language);
}

export function readTestInput(problem: string): string | null {
  return readStored(`input.${problem}`);
}

export function saveTestInput(problem: string, input: string): void {
  writeStored(`input.${problem}`, input);
}
