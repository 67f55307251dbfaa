import type { Problem } from '@codearena/contracts';
import { useState } from 'react';
import { useLanguages } from '../../api/get-languages.ts';
import { forgetKeptDraft, readDraft, readKeptDraft, readLanguage, rememberLanguage, replaceDraft, saveDraft } from '../../lib/drafts.ts';

/** The code in the editor: one draft for each language of the problem, saved as it is typed. */
export function useCode(problem: Problem) {
  const { data: offered } = useLanguages();
  const [language, setLanguage] = useState(() => startLanguage(problem));
  const place = { problem: problem.slug, language };
  const starter = problem.languages.find((known) => known.id === language)?.starterCode ?? '';
  const [text, setText] = useState(() => readDraft(place) ?? starter);
  const [kept, setKept] = useState(() => readKeptDraft(place));
  const [saved, setSaved] = useState(true);

  const type = (next: string) => {
    setText(next);
    if (next !== text) setSaved(saveDraft(place, next));
  };
  const put = (next: string) => {
    setSaved(replaceDraft(place, next));
    setText(next);
    setKept(readKeptDraft(place));
  };
  const choose = (next: string) => {
    const nextPlace = { problem: problem.slug, language: next };
    rememberLanguage(problem.slug, next);
    setLanguage(next);
    setText(readDraft(nextPlace) ?? problem.languages.find((known) => known.id === next)?.starterCode ?? '');
    setKept(readKeptDraft(nextPlace));
  };
  const forgetKept = () => {
    forgetKeptDraft(place);
    setKept(null);
  };
  const restoreKept = () => {
    if (kept === null) return;
    forgetKept();
    setText(kept);
    setSaved(saveDraft(place, kept));
  };
  const monaco = offered?.find((known) => known.id === language)?.monaco ?? language;
  return {
    language,
    choose,
    text,
    type,
    saved,
    monaco,
    isStarter: text === starter,
    reset: () => put(starter),
    kept: kept === text ? null : kept,
    restoreKept,
    forgetKept,
  };
}

/** For those who have not chosen yet. */
const FIRST_CHOICES = ['cpp', 'python'];

function startLanguage(problem: Problem): string {
  const remembered = readLanguage(problem.slug);
  const wanted = [remembered, ...FIRST_CHOICES].find((id) => problem.languages.some((language) => language.id === id));
  return wanted ?? problem.languages[0]?.id ?? '';
}
