import { type RefObject, useEffect } from 'react';
import type { monaco } from './monaco.ts';

/** Vim keys are loaded only for those who want them. */
export function useVim(editor: RefObject<monaco.editor.IStandaloneCodeEditor | null>, status: RefObject<HTMLElement | null>, enabled: boolean): void {
  useEffect(() => {
    const target = editor.current;
    if (!enabled || !target) return;
    const context = target.createContextKey('codearenaVim', true);
    let vim: { dispose: () => void } | null = null;
    let gone = false;
    void import('monaco-vim').then(({ initVimMode }) => {
      if (!gone) vim = initVimMode(target as never, status.current);
    });
    return () => {
      gone = true;
      vim?.dispose();
      context.reset();
    };
  }, [editor, status, enabled]);
}
