import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { classes } from '../lib/classes.ts';
import { readStored, writeStored } from '../lib/storage.ts';

export type Side = 'first' | 'second';

type SplitPaneProps = {
  /** Remembers the size under this name. */
  name: string;
  label: string;
  direction: 'row' | 'column';
  /** The first pane's share of the space in percent, until someone moves the separator. */
  initial: number;
  first: ReactNode;
  second: ReactNode;
  /** Shows one side alone. Both stay mounted, so that nothing in them is lost. */
  only?: Side | null;
};

const SMALLEST = 15;
const LARGEST = 85;
const clamp = (share: number) => Math.min(LARGEST, Math.max(SMALLEST, share));

export function SplitPane({ name, label, direction, initial, first, second, only }: SplitPaneProps) {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => clamp(Number(readStored(`split.${name}`)) || initial));
  const change = (next: number) => {
    setShare(clamp(next));
    writeStored(`split.${name}`, String(Math.round(clamp(next) * 10) / 10));
  };
  const row = direction === 'row';
  const tracks = `minmax(0, ${share}fr) 9px minmax(0, ${100 - share}fr)`;
  const style: CSSProperties = only ? {} : { [row ? 'gridTemplateColumns' : 'gridTemplateRows']: tracks };
  return (
    <div ref={box} className="grid min-h-0 min-w-0 flex-1" style={style}>
      <div className={classes('min-h-0 min-w-0', only === 'second' ? 'hidden' : 'flex')}>{first}</div>
      {!only && <Separator label={label} row={row} share={share} onShare={change} onReset={() => change(initial)} box={box} />}
      <div className={classes('min-h-0 min-w-0', only === 'first' ? 'hidden' : 'flex')}>{second}</div>
    </div>
  );
}

type SeparatorProps = {
  label: string;
  row: boolean;
  share: number;
  onShare: (share: number) => void;
  onReset: () => void;
  box: React.RefObject<HTMLDivElement | null>;
};

function Separator({ label, row, share, onShare, onReset, box }: SeparatorProps) {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const area = box.current?.getBoundingClientRect();
    if (area) onShare(row ? ((event.clientX - area.left) / area.width) * 100 : ((event.clientY - area.top) / area.height) * 100);
  };
  const press = (event: KeyboardEvent) => {
    const target = shareForKey(event.key, row, share);
    if (target === null) return;
    event.preventDefault();
    onShare(target);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={row ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(share)}
      aria-valuemin={SMALLEST}
      aria-valuemax={LARGEST}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={onReset}
      onKeyDown={press}
      className={classes('group flex touch-none items-center justify-center', row ? 'cursor-col-resize' : 'cursor-row-resize')}
    >
      <span
        className={classes(
          'rounded-full bg-line-strong transition-colors duration-100 group-hover:bg-accent group-active:bg-accent',
          row ? 'h-8 w-1' : 'h-1 w-8',
        )}
      />
    </div>
  );
}

/** Where a key moves the separator to; null for keys that do not. */
function shareForKey(key: string, row: boolean, share: number): number | null {
  if (key === 'Home') return SMALLEST;
  if (key === 'End') return LARGEST;
  if (key === (row ? 'ArrowLeft' : 'ArrowUp')) return share - 2;
  if (key === (row ? 'ArrowRight' : 'ArrowDown')) return share + 2;
  return null;
}
