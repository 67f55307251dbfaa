import { Fragment, useMemo, useState } from 'react';
import { type DiffLine, diffLines } from '../lib/line-diff.ts';
import { foldSame } from '../lib/folded-diff.ts';
import { countOf } from '../lib/quantities.ts';

/** What changed from one version of the code to another; long unchanged parts are folded. */
export function CodeDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => foldSame(diffLines(before.split('\n'), after.split('\n'))), [before, after]);
  if (before === after) return <p className="p-4 text-sm text-muted">The code is the same as in the previous attempt.</p>;
  return (
    <div tabIndex={0} role="region" aria-label="Changes since the previous attempt" className="max-h-[70vh] overflow-auto rounded-b-lg -outline-offset-2!">
      <table className="w-full border-collapse font-mono text-[13px] leading-5">
        <tbody>{parts.map((part, at) => (part.folded ? <Folded key={at} lines={part.lines} /> : <Fragment key={at}>{part.lines.map(toRow)}</Fragment>))}</tbody>
      </table>
    </div>
  );
}

function Folded({ lines }: { lines: DiffLine[] }) {
  const [open, setOpen] = useState(false);
  if (open) return lines.map(toRow);
  return (
    <tr>
      <td colSpan={4} className="bg-sunken p-0">
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="w-full px-3 py-1 text-left font-sans text-xs text-muted hover:bg-hover -outline-offset-2!"
        >
          Show {countOf(lines.length, 'unchanged line')}
        </button>
      </td>
    </tr>
  );
}

const LOOKS = {
  same: { row: '', sign: '', word: '' },
  removed: { row: 'bg-bad-soft', sign: '−', word: 'removed' },
  added: { row: 'bg-ok-soft', sign: '+', word: 'added' },
};

function toRow(line: DiffLine) {
  const { row, sign, word } = LOOKS[line.kind];
  return (
    <tr key={`${'left' in line ? line.left : ''}:${'right' in line ? line.right : ''}`} className={row}>
      <td className="w-10 px-2 text-right text-muted select-none">{'left' in line && line.left}</td>
      <td className="w-10 px-2 text-right text-muted select-none">{'right' in line && line.right}</td>
      <td className="w-5 text-center text-muted select-none">
        <span aria-hidden>{sign}</span>
        <span className="sr-only">{word}</span>
      </td>
      <td className="pr-3 break-all whitespace-pre-wrap">{line.text || ' '}</td>
    </tr>
  );
}
