import { Button } from '../../components/button.tsx';
import type { Workspace } from './use-workspace.ts';

/** One's own input for a run, with the samples at hand. */
export function TestInput({ workspace: { input, problem } }: { workspace: Workspace }) {
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-1 px-3 pt-2">
        {problem.samples.map(
          (sample, at) =>
            sample.interaction === undefined && (
              <Button
                key={sample.index}
                size="small"
                look={input.text === sample.input ? 'quiet' : 'plain'}
                aria-pressed={input.text === sample.input}
                onClick={() => input.change(sample.input)}
              >
                Sample {at + 1}
              </Button>
            ),
        )}
        <Button size="small" look="plain" onClick={() => input.change('')}>
          Clear
        </Button>
      </div>
      <textarea
        aria-label="Test input"
        value={input.text}
        onChange={(event) => input.change(event.target.value)}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        placeholder="What your program reads from its standard input"
        className="mono m-3 mt-2 min-h-16 flex-1 resize-none rounded-lg border border-control bg-surface px-3 py-2 text-[13px] leading-5 placeholder:text-faint"
      />
    </>
  );
}
