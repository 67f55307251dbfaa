import type { HistoryItem } from '@codearena/contracts';
import { Link } from '@tanstack/react-router';
import { useLanguageName } from '../api/get-languages.ts';
import { classes } from '../lib/classes.ts';
import { describeScore } from '../lib/points.ts';
import { formatMemory, formatTime } from '../lib/quantities.ts';
import { Moment } from './moment.tsx';
import { VerdictWord } from './verdict-word.tsx';

/** A row of the history; `compact` where the problem is known and the space is narrow. */
export function SubmissionRow({ item, compact }: { item: HistoryItem; compact?: boolean }) {
  const nameOf = useLanguageName();
  const wide = !compact && 'pane:grid-cols-[11.5rem_minmax(0,1fr)_5.5rem_4rem_4rem_5.5rem]';
  return (
    <li
      className={classes(
        'relative grid min-h-14 grid-cols-[1fr_auto] items-center gap-x-4 border-b border-line px-4 py-2 text-sm last:border-0 hover:bg-sunken',
        wide,
      )}
    >
      <span className="min-w-0">
        <Link
          to="/submissions/$id"
          params={{ id: item.submissionId }}
          className="flex after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <VerdictWord status={item.status} />
          {!compact && <span className="sr-only"> for {item.problem.title}</span>}
        </Link>
        <span className={classes('block truncate text-xs text-muted tabular-nums', !compact && 'pane:hidden')}>
          {!compact && `${item.problem.title} · `}
          {nameOf(item.language)}
          {compact && ` · ${passedWords(item)}`}
        </span>
      </span>
      {!compact && <WideCells item={item} language={nameOf(item.language)} />}
      <span className="text-right text-xs text-muted tabular-nums">
        <Moment iso={item.createdAt} />
        {compact && item.executionTimeMs !== null && <span className="block">{formatTime(item.executionTimeMs)}</span>}
      </span>
    </li>
  );
}

function WideCells({ item, language }: { item: HistoryItem; language: string }) {
  return (
    <>
      <span className="hidden min-w-0 pane:block">
        <span className="block truncate font-medium">{item.problem.title}</span>
        <span className="block text-xs text-muted tabular-nums">{passedWords(item)}</span>
      </span>
      <span className="hidden truncate text-muted pane:block">{language}</span>
      <span className="hidden text-right text-muted tabular-nums pane:block">{item.executionTimeMs === null ? '–' : formatTime(item.executionTimeMs)}</span>
      <span className="hidden text-right text-muted tabular-nums pane:block">{item.memoryKb === null ? '–' : formatMemory(item.memoryKb)}</span>
    </>
  );
}

function passedWords({ testsPassed, testsTotal, status, score, maxScore }: HistoryItem): string {
  if (score !== null) return describeScore(score, maxScore);
  return status === 'Compilation Error' ? 'no test was run' : `${testsPassed} of ${testsTotal} tests passed`;
}
