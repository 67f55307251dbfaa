import { ANSWER_LANGUAGE, type Problem, type Source, type SourceFile } from '@codearena/contracts';
import { useRef, useState } from 'react';
import { useLanguages } from '../../api/get-languages.ts';
import {
  forgetKeptDraft,
  isSameDraft,
  readDraft,
  readKeptDraft,
  readLanguage,
  rememberLanguage,
  replaceDraft,
  saveDraft,
  type Draft,
} from '../../lib/drafts.ts';
import { answerFileFor } from './answer-file.ts';

/**
 * The files in the editor: one draft for each language of the problem, saved as it is typed. A program has its main file and
 * perhaps others beside it; answers have the files that the problem asks for.
 */
export function useCode(problem: Problem) {
  const { data: offered } = useLanguages();
  const [language, setLanguage] = useState(() => startLanguage(problem));
  const place = { problem: problem.slug, language };
  const starter = starterOf(problem, language);
  const [files, setFiles] = useState(() => filesOf(problem, language, readDraft(place)));
  const [openName, setOpenName] = useState(() => files[0]?.name ?? '');
  // State is a render late: it would miss a key that was taken back at once, and the last keys before Ctrl+Enter.
  const latest = useRef(files);
  const text = contentOf(files, openName);
  const [placed, setPlaced] = useState({ text, number: 0, undoable: false });
  const [kept, setKept] = useState(() => readKeptDraft(place));
  const [saved, setSaved] = useState(true);

  const putInEditor = (next: string, undoable: boolean) => setPlaced(({ number }) => ({ text: next, number: number + 1, undoable }));
  const change = (next: SourceFile[]) => {
    latest.current = next;
    setFiles(next);
  };
  const show = (next: SourceFile[], name: string, undoable: boolean) => {
    change(next);
    setOpenName(name);
    putInEditor(contentOf(next, name), undoable);
  };
  const type = (next: string) => {
    if (next === contentOf(latest.current, openName)) return;
    change(latest.current.map((file) => (file.name === openName ? { ...file, content: next } : file)));
    setSaved(saveDraft(place, draftOf(problem, latest.current)));
  };
  const replace = (next: SourceFile[], name: string) => {
    setSaved(replaceDraft(place, draftOf(problem, next)));
    show(next, name, true);
    setKept(readKeptDraft(place));
  };
  const reset = () => {
    const next = filesOf(problem, language, starter);
    replace(next, next[0]?.name ?? '');
  };
  const add = (name: string) => {
    const next = [...latest.current, { name, content: '' }];
    setSaved(saveDraft(place, draftOf(problem, next)));
    show(next, name, false);
  };
  const remove = (name: string) => {
    const next = latest.current.filter((file) => file.name !== name);
    replace(next, next[0]?.name ?? '');
  };
  /** Answers from the person's disk; one whose name tells no test goes where the editor is. */
  const fill = (given: readonly SourceFile[]) => {
    const next = new Map(latest.current.map((file) => [file.name, file.content]));
    const names = given.map(({ name }) => answerFileFor(problem.answerFiles, name) ?? openName);
    given.forEach(({ content }, at) => next.set(names[at] ?? openName, content));
    replace(
      [...next].map(([name, content]) => ({ name, content })),
      names[0] ?? openName,
    );
  };
  const choose = (next: string) => {
    const nextPlace = { problem: problem.slug, language: next };
    const nextFiles = filesOf(problem, next, readDraft(nextPlace));
    rememberLanguage(problem.slug, next);
    setLanguage(next);
    show(nextFiles, nextFiles[0]?.name ?? '', false);
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
    const next = filesOf(problem, language, kept);
    show(next, next.find(({ name }) => name === openName)?.name ?? next[0]?.name ?? '', true);
  };
  const draft = draftOf(problem, files);
  const extension = openName.slice(openName.lastIndexOf('.') + 1);
  const isMain = openName === files[0]?.name;
  const known = offered?.find((candidate) => (isMain ? candidate.id === language : candidate.extension === extension));
  return {
    language,
    /** Whether what is sent are answers and no program. */
    answers: isAnswered(problem),
    choose,
    files,
    open: openName,
    openFile: (name: string) => show(latest.current, name, false),
    add,
    remove,
    fill,
    text,
    /** What is sent, of this moment, which what is being rendered may be a key behind of. */
    source: (): Source => sourceOf(problem, latest.current),
    placed,
    type,
    saved,
    monaco: isAnswered(problem) ? 'plaintext' : (known?.monaco ?? (isMain ? language : 'plaintext')),
    isStarter: isSameDraft(draft, starter),
    reset,
    kept: kept !== null && isSameDraft(kept, draft) ? null : kept,
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

function isAnswered({ languages }: Problem): boolean {
  return languages.some(({ id }) => id === ANSWER_LANGUAGE);
}

function starterOf(problem: Problem, language: string): Draft {
  return { code: problem.languages.find((known) => known.id === language)?.starterCode ?? '', files: [] };
}

function filesOf(problem: Problem, language: string, draft: Draft | null): SourceFile[] {
  const { code, files } = draft ?? starterOf(problem, language);
  if (isAnswered(problem)) {
    const named = files.map(({ name, content }) => ({ name: answerFileFor(problem.answerFiles, name) ?? name, content }));
    return problem.answerFiles.map((name) => ({ name, content: contentOf(named, name) }));
  }
  const name = problem.languages.find((known) => known.id === language)?.fileName ?? 'main';
  return [{ name, content: code }, ...files];
}

function draftOf(problem: Problem, files: readonly SourceFile[]): Draft {
  if (isAnswered(problem)) return { code: '', files: files.filter(({ content }) => content !== '') };
  const [main, ...others] = files;
  return { code: main?.content ?? '', files: others };
}

/** A lone program needs no name. */
function sourceOf(problem: Problem, files: readonly SourceFile[]): Source {
  const { code, files: named } = draftOf(problem, files);
  if (isAnswered(problem)) return { files: named };
  return named.length === 0 ? { code } : { files: [...files] };
}

function contentOf(files: readonly SourceFile[], name: string): string {
  return files.find((file) => file.name === name)?.content ?? '';
}
