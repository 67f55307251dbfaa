import type { Submission, TestResult } from '@codearena/contracts';
import { type KeyboardEvent, useRef } from 'react';
import { classes } from '../lib/classes.ts';
import { stripCells, type StripCell } from '../lib/strip-cells.ts';
import { formatPoints } from '../lib/points.ts';
import { formatMemory, formatTime } from '../lib/quantities.ts';
import { lookOf, TONE_BOX } from './verdict-look.ts';

type TestStripProps = { submission: Submission; selected: number | null; onSelect: (index: number) => void };

/** One cell a test, grouped by test group, filling in as the tests end. Arrow keys move from cell to cell. */
export function TestStrip({ submission, selected, onSelect }: TestStripProps) {
  const box = useRef<HTMLDivElement>(null);
  const groups = stripCells(submission);
  const dense = submission.testsTotal > 60;
  const focusable = selected ?? submission.testResults[0]?.index ?? null;
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const cells = [...(box.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const next = cells[cells.indexOf(document.activeElement as HTMLButtonElement) + step];
    next?.focus();
    next?.click();
  };
  return (
    <div ref={box} role="group" aria-label="Tests" onKeyDown={move} className="flex flex-wrap gap-x-3 gap-y-2">
      {groups.map(({ group, cells }) => (
        <div key={group} role="group" aria-label={group === '' ? 'Tests' : `Test group ${group}`} className="flex flex-wrap gap-1">
          {cells.map((cell) => (
            <Cell key={cell.index} cell={cell} dense={dense} selected={cell.index === selected} focusable={cell.index === focusable} onSelect={onSelect} />
          ))}
        </div>
      ))}
    </div>
  );
}

type CellProps = { cell: StripCell; dense: boolean; selected: boolean; focusable: boolean; onSelect: (index: number) => void };

function Cell({ cell, dense, selected, focusable, onSelect }: CellProps) {
  const size = dense ? 'size-4 rounded-sm' : 'size-7 rounded-md';
  const { result } = cell;
  if (!result) return <span title={waitingWords(cell)} className={classes(size, 'border', waitingLook(cell))} />;
  const { icon: Icon, tone } = lookOf(result.status);
  const words = describeResult(result);
  return (
    <button
      type="button"
      title={words}
      aria-label={words}
      aria-pressed={selected}
      tabIndex={focusable ? 0 : -1}
      onClick={() => onSelect(result.index)}
      className={classes(
        size,
        'inline-flex items-center justify-center border',
        TONE_BOX[tone],
        selected && 'ring-2 ring-accent ring-offset-1 ring-offset-surface',
      )}
    >
      <Icon size={dense ? 9 : 14} aria-hidden />
    </button>
  );
}

function waitingLook({ state }: StripCell): string {
  if (state === 'current') return 'border-info-line bg-info-soft animate-pulse';
  return state === 'skipped' ? 'border-dashed border-line-strong' : 'border-line bg-sunken';
}

function waitingWords({ index, state }: StripCell): string {
  if (state === 'current') return `Test ${index} is running`;
  return state === 'skipped' ? `Test ${index} was not run` : `Test ${index} is waiting`;
}

export function describeResult(result: TestResult): string {
  const measures = result.wallMs > 0 ? `, ${formatTime(result.timeMs)}, ${formatMemory(result.memoryKb)}` : '';
  const points = result.score === null ? '' : `, ${formatPoints(result.score)} points`;
  return `Test ${result.index}${result.sample ? ' (sample)' : ''}: ${result.status}${measures}${points}`;
}
