import type { Submission } from '@codearena/contracts';
import { classes } from '../lib/classes.ts';
import { verdictWords } from '../lib/verdict-words.ts';
import { AcceptedMark } from './accepted-mark.tsx';
import { lookOf, TONE_TEXT } from './verdict-look.ts';

/** The one large line that says how it stands, and one sentence on what that means. Its height never changes. */
export function VerdictLine({ submission, fresh }: { submission: Submission; fresh: boolean }) {
  const { icon: Icon, tone } = lookOf(submission.status);
  const accepted = submission.status === 'Accepted';
  return (
    <div className="flex min-h-13 min-w-0 flex-1 basis-48 items-start gap-3">
      <span className={classes('mt-0.5 inline-flex shrink-0', TONE_TEXT[tone])}>
        {accepted ? <AcceptedMark fresh={fresh} /> : <Icon size={26} aria-hidden className={tone === 'info' ? 'spin' : ''} />}
      </span>
      <div className="min-w-0">
        <p className={classes('text-lg font-semibold', TONE_TEXT[tone])} data-verdict={submission.status}>
          {submission.status}
        </p>
        <p className="text-sm text-muted tabular-nums">{verdictWords(submission)}</p>
      </div>
    </div>
  );
}
