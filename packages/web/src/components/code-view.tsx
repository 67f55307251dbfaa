import { useEffect, useState } from 'react';
import { useTheme } from '../lib/theme.ts';
import { colourLazily } from './editor/lazy-editor.tsx';

/** Code to read: plain at once, coloured when the colouring has been loaded. */
export function CodeView({ code, language }: { code: string; language: string }) {
  const theme = useTheme();
  const [coloured, setColoured] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void colourLazily(code, language, theme).then((html) => !gone && setColoured(html));
    return () => {
      gone = true;
    };
  }, [code, language, theme]);
  const lines = code.split('\n');
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Code"
      className="flex max-h-[70vh] overflow-auto rounded-b-lg font-mono text-[13px] leading-5 -outline-offset-2!"
    >
      <div aria-hidden className="sticky left-0 shrink-0 border-r border-line bg-surface px-3 py-3 text-right text-faint select-none">
        {lines.map((_, at) => (
          <div key={at}>{at + 1}</div>
        ))}
      </div>
      {coloured === null ? (
        <pre className="px-3 py-3">{code}</pre>
      ) : (
        // Monaco escapes the code; the only markup in it is Monaco's own.
        <pre className="px-3 py-3" dangerouslySetInnerHTML={{ __html: coloured }} />
      )}
    </div>
  );
}
