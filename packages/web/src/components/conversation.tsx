import type { Turn } from '@codearena/contracts';
import { classes } from '../lib/classes.ts';
import { asInteraction } from '../lib/interaction.ts';
import { CopyButton } from './copy-button.tsx';

/** Who said what in an interaction, one below the other. */
export function Conversation({ turns }: { turns: readonly Turn[] }) {
  const passes = new Set(turns.map(({ pass }) => pass)).size;
  return (
    <section aria-label="Interaction" className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex h-9 items-center justify-between border-b border-line bg-sunken pr-1 pl-3">
        <span className="text-xs font-medium text-muted">Interaction</span>
        <CopyButton text={asInteraction(turns)} what="the interaction" />
      </div>
      <ol tabIndex={0} aria-label="What was said" className="max-h-72 overflow-auto py-1 -outline-offset-2!">
        {turns.map((turn, at) => (
          <li key={at}>
            {passes > 1 && turn.pass !== turns[at - 1]?.pass && <p className="px-3 py-1 text-xs text-muted">Pass {turn.pass}</p>}
            <div className={classes('grid grid-cols-[3.5rem_minmax(0,1fr)] gap-2 px-3 py-0.5', turn.from === 'judge' && 'bg-sunken')}>
              <span className={classes('text-xs leading-5 font-medium', turn.from === 'judge' ? 'text-muted' : 'text-accent')}>
                {turn.from === 'judge' ? 'Judge' : 'You'}
              </span>
              <pre className="text-[13px] leading-5 wrap-anywhere whitespace-pre-wrap">{turn.text.replace(/\n$/, '')}</pre>
            </div>
          </li>
        ))}
      </ol>
      {turns.length === 0 && <p className="px-3 py-2 text-[13px] text-faint">Neither side said anything.</p>}
    </section>
  );
}
