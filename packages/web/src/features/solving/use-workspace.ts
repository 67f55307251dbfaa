import type { Problem } from '@codearena/contracts';
import { useRef, useState } from 'react';
import { readTestInput, saveTestInput } from '../../lib/drafts.ts';
import { type Marker, readMarkers } from '../../lib/compile-markers.ts';
import { useCode } from './use-code.ts';
import { useRun } from './use-run.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useSubmit } from './use-submit.ts';

type Code = ReturnType<typeof useCode>;
export type ConsoleTab = 'input' | 'run' | 'submission';
export type Workspace = ReturnType<typeof useWorkspace>;

/** All that the panes of the solving page share: the code, the test input, what was run and what was submitted. */
export function useWorkspace(problem: Problem, submissionId: string | undefined, onSubmission: (id: string) => void) {
  const code = useCode(problem);
  const input = useTestInput(problem);
  const [tab, setTab] = useState<ConsoleTab>(submissionId || code.answers ? 'submission' : 'input');
  const [lastAction, setLastAction] = useState<'run' | 'submission'>('submission');
  const submit = useSubmit(problem, code, submissionId, onSubmission);
  const run = useRun(problem, code, input.text);
  const leaveTarget = useRef<HTMLButtonElement>(null);

  const startSubmit = () => {
    setTab('submission');
    setLastAction('submission');
    submit.start();
  };
  const startRun = () => {
    setTab('run');
    setLastAction('run');
    run.start();
  };
  const useSample = (text: string) => {
    input.change(text);
    setTab('input');
  };
  useShortcuts({ submit: startSubmit, run: startRun });
  const markers = lastAction === 'run' ? markersOfRun(run, code) : markersOfSubmission(submit, code);
  return { problem, code, input, tab, setTab, submit: { ...submit, start: startSubmit }, run: { ...run, start: startRun }, useSample, leaveTarget, markers };
}

function useTestInput(problem: Problem) {
  const [text, setText] = useState(() => readTestInput(problem.slug) ?? problem.samples[0]?.input ?? '');
  const change = (next: string) => {
    setText(next);
    saveTestInput(problem.slug, next);
  };
  return { text, change };
}

const NONE: Marker[] = [];

/** An interpreter's traceback points into the code as well as a compiler does. */
function markersOfRun({ result }: ReturnType<typeof useRun>, code: Code): Marker[] {
  if (!result || result.language !== code.language) return NONE;
  if (result.status === 'Compilation Error') return markersIn(code, result.compileOutput);
  return result.status === 'Runtime Error' ? markersIn(code, result.stderr) : NONE;
}

function markersOfSubmission({ submission }: ReturnType<typeof useSubmit>, code: Code): Marker[] {
  if (submission?.language !== code.language || submission.status !== 'Compilation Error') return NONE;
  return markersIn(code, submission.compileOutput);
}

/** The judge may give a lone file another name. */
function markersIn({ language, files, open }: Code, output: string | null): Marker[] {
  return readMarkers(language, output ?? '', files.length > 1 ? open : undefined);
}
