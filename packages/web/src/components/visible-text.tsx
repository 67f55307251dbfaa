import { Fragment } from 'react';
import { showInvisible } from '../lib/invisible-characters.ts';

/** Text, with a symbol for each invisible character where that is asked for. */
export function VisibleText({ text, reveal }: { text: string; reveal: boolean }) {
  if (!reveal) return text;
  return showInvisible(text).map((piece, at) =>
    piece.name ? (
      <span key={at} title={piece.name} className="text-faint">
        {piece.text}
      </span>
    ) : (
      <Fragment key={at}>{piece.text}</Fragment>
    ),
  );
}
