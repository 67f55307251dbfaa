import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

type TextBlockProps = { label: string; text: string; what: string; truncated?: boolean; empty?: string; actions?: ReactNode };

/** Program text (an input, an output) with its name and a way to copy it. */
export function TextBlock({ label, text, what, truncated, empty = 'empty', actions }: TextBlockProps) {
  return (
    <section aria-label={label} className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex h-9 items-center justify-between border-b border-line bg-sunken pr-1 pl-3">
        <span className="text-xs font-medium text-muted">{label}</span>
        <span className="flex items-center gap-1">
          {actions}
          <CopyButton text={text} what={what} />
        </span>
      </div>
      <pre tabIndex={0} className="max-h-72 min-h-10 overflow-auto px-3 py-2 text-[13px] leading-5 whitespace-pre -outline-offset-2!">
        {text === '' ? <span className="font-sans text-faint">{empty}</span> : text}
      </pre>
      {truncated && <p className="border-t border-line px-3 py-1 text-xs text-muted">It was longer; this is the start of it.</p>}
    </section>
  );
}
