import type { Problem } from '@codearena/contracts';
import { useRef, useState } from 'react';
import { useLanguages } from '../../api/get-languages.ts';
import { forgetKeptDraft, readDraft, readKeptDraft, readLanguage, rememberLanguage, replaceDraft, saveDraft } from '../../lib/drafts.ts';

/** The code in the editor: one draft for each language of the problem, saved as it is typed. */
export function useCode(problem: Problem) {
  const { data: offered } = useLanguages();
  const [language, setLanguage] = useState(() => startLanguage(problem));
  const place = { problem: problem.slug, language };
  const starter = problem.languages.find((known) => known.id === language)?.starterCode ?? '';
  const [text, setText] = useState(() => readDraft(place) ?? starter);
  // State is a render late: it would miss a key that was taken back at once, and the last keys before Ctrl+Enter.
  const latest = useRef(text);
  const [placed, setPlaced] = useState({ text, number: 0, undoable: false });
  const [kept, setKept] = useState(() => readKeptDraft(place));
  const [saved, setSaved] = useState(true);

  const putInEditor = (next: string, undoable: boolean) => {
    latest.current = next;
    setText(next);
    setPlaced(({ number }) => ({ text: next, number: number + 1, undoable }));
  };
  const type = (next: string) => {
    if (next === latest.current) return;
    latest.current = next;
    setText(next);
    setSaved(saveDraft(place, next));
  };
  const reset = () => {
    setSaved(replaceDraft(place, starter));
    putInEditor(starter, true);
    setKept(readKeptDraft(place));
  };
  const choose = (next: string) => {
    const nextPlace = { problem: problem.slug, language: next };
    rememberLanguage(problem.slug, next);
    setLanguage(next);
    putInEditor(readDraft(nextPlace) ?? problem.languages.find((known) => known.id === next)?.starterCode ?? '', false);
    setKept(readKeptDraft(nextPlace));
  };
  const forgetKept = () => {
    forgetKeptDraft(place);
    setKept(null);
  };
  const restoreKept = () => {
    if (kept === null) return;
    forgetKept();
    setSaved(saveDraft(place, kept));
    putInEditor(kept, true);
  };
  const monaco = offered?.find((known) => known.id === language)?.monaco ?? language;
  return {
    language,
    choose,
    text,
    /** The text of this moment, which what is being rendered may be a key behind of. */
    latest: () => latest.current,
    placed,
    type,
    saved,
    monaco,
    isStarter: text === starter,
    reset,
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
