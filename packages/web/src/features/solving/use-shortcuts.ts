import { useEffect, useRef } from 'react';

type Shortcuts = { submit: () => void; run: () => void };

/** Ctrl+Enter and Ctrl+' anywhere in the page. Caught on the way down, because the editor has its own use for them. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = actionFor(event);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) current.current[action]();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
}

function actionFor(event: KeyboardEvent): keyof Shortcuts | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  if (event.key === 'Enter') return 'submit';
  // On some layouts the quote is a dead key, which only its place on the keyboard tells.
  return event.key === "'" || (event.code === 'Quote' && event.key === 'Dead') ? 'run' : null;
}
