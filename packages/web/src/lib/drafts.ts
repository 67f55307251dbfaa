import { readStored, removeStored, writeStored } from './storage.ts';

/** A draft belongs to one problem and one language. The kept draft is the one that something else took the place of. */
export type DraftPlace = { problem: string; language: string };

const draftKey = ({ problem, language }: DraftPlace) => `draft.${problem}.${language}`;
const keptKey = ({ problem, language }: DraftPlace) => `kept.${problem}.${language}`;

export function readDraft(place: DraftPlace): string | null {
  return readStored(draftKey(place));
}

/** False when the browser could not save it. */
export function saveDraft(place: DraftPlace, code: string): boolean {
  return writeStored(draftKey(place), code);
}

/** Puts other code where the draft was; the draft itself can be brought back. */
export function replaceDraft(place: DraftPlace, code: string): boolean {
  const current = readDraft(place);
  if (current !== null && current.trim() !== '' && current !== code) writeStored(keptKey(place), current);
  return saveDraft(place, code);
}

export function readKeptDraft(place: DraftPlace): string | null {
  return readStored(keptKey(place));
}

export function forgetKeptDraft(place: DraftPlace): void {
  removeStored(keptKey(place));
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
