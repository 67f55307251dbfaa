import { Pilcrow } from 'lucide-react';
import { useState } from 'react';
import { classes } from '../lib/classes.ts';
import { differOnlyInvisibly } from '../lib/invisible-characters.ts';
import { differingPart } from '../lib/line-diff.ts';
import { compareSideBySide, type ComparedRow } from '../lib/side-by-side.ts';
import { VisibleText } from './visible-text.tsx';

const MAX_ROWS = 500;

/** Expected and printed output, line beside line. What cannot be seen is shown where it makes the difference. */
export function OutputComparison({ expected, output }: { expected: string; output: string }) {
  const onlyInvisible = differOnlyInvisibly(expected, output);
  const [reveal, setReveal] = useState<boolean | null>(null);
  const shown = reveal ?? onlyInvisible;
  const rows = compareSideBySide(expected, output);
  const endDiffers = expected.endsWith('\n') !== output.endsWith('\n') && rows.length > 0;
  return (
    <section aria-label="Output" className="min-w-0 self-start overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex h-9 items-center justify-between gap-2 border-b border-line bg-sunken pr-1 pl-3">
        <span className="truncate text-xs font-medium text-muted">{onlyInvisible ? 'Only invisible characters differ' : 'Output'}</span>
        <RevealButton shown={shown} onShown={setReveal} />
      </div>
      <div tabIndex={0} role="region" aria-label="Expected output beside yours" className="max-h-80 overflow-auto -outline-offset-2!">
        <table className="w-full table-fixed border-collapse font-mono text-xs leading-5">
          <thead className="sticky top-0 bg-surface font-sans text-muted">
            <tr>
              <th className="w-9 px-1">
                <span className="sr-only">Line</span>
              </th>
              <th className="border-r border-line px-2 pt-1 text-left font-medium">Expected</th>
              <th className="px-2 pt-1 text-left font-medium">Yours</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MAX_ROWS).map((row, at) => (
              <Row key={at} row={row} reveal={shown} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="p-2 text-xs text-muted">Both are empty.</p>}
      </div>
      <Remarks cut={rows.length > MAX_ROWS} endDiffers={shown && endDiffers} endsWithLine={output.endsWith('\n')} />
    </section>
  );
}

function RevealButton({ shown, onShown }: { shown: boolean; onShown: (shown: boolean) => void }) {
  return (
    <button
      type="button"
      aria-pressed={shown}
      onClick={() => onShown(!shown)}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-muted hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent"
    >
      <Pilcrow size={13} aria-hidden /> Show invisible characters
    </button>
  );
}

function Remarks({ cut, endDiffers, endsWithLine }: { cut: boolean; endDiffers: boolean; endsWithLine: boolean }) {
  if (!cut && !endDiffers) return null;
  return (
    <p className="border-t border-line px-3 py-1 text-xs text-muted">
      {cut && `The first ${MAX_ROWS} lines are shown. `}
      {endDiffers && (endsWithLine ? 'Your output ends with a line end, the expected one does not.' : 'Your output does not end with a line end.')}
    </p>
  );
}

function Row({ row, reveal }: { row: ComparedRow; reveal: boolean }) {
  const part = !row.same && row.left && row.right ? differingPart(row.left.text, row.right.text) : null;
  return (
    <tr className="align-top">
      <td className="px-1 text-right text-faint select-none">{row.left?.line ?? row.right?.line}</td>
      <Cell text={row.left?.text} same={row.same} part={part} reveal={reveal} look="bg-ok-soft" mark="bg-ok-line/60" border />
      <Cell text={row.right?.text} same={row.same} part={part} reveal={reveal} look="bg-bad-soft" mark="bg-bad-line/60" />
    </tr>
  );
}

type CellProps = {
  text: string | undefined;
  same: boolean;
  part: { start: number; end: number } | null;
  reveal: boolean;
  look: string;
  mark: string;
  border?: boolean;
};

function Cell({ text, same, part, reveal, look, mark, border }: CellProps) {
  const box = classes('px-2 break-all whitespace-pre-wrap', border && 'border-r border-line', !same && (text === undefined ? 'bg-sunken' : look));
  if (text === undefined) return <td className={classes(box, 'font-sans text-faint')}>no line</td>;
  if (!part) {
    return (
      <td className={box}>
        <VisibleText text={text} reveal={reveal} />
      </td>
    );
  }
  const end = text.length - part.end;
  return (
    <td className={box}>
      <VisibleText text={text.slice(0, part.start)} reveal={reveal} />
      <mark className={classes('rounded-sm text-inherit', mark)}>
        <VisibleText text={text.slice(part.start, end)} reveal={reveal} />
      </mark>
      <VisibleText text={text.slice(end)} reveal={reveal} />
    </td>
  );
}
