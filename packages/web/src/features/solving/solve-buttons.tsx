import { Play, Send } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Tooltip } from '../../components/tooltip.tsx';
import type { Workspace } from './use-workspace.ts';

const CTRL = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl+';

export function RunButton({ workspace }: { workspace: Workspace }) {
  const { run, leaveTarget } = workspace;
  return (
    <Tooltip text={run.blocked ?? `Run with the test input (${CTRL}')`}>
      <Button ref={leaveTarget} disabled={run.blocked !== null} aria-keyshortcuts="Control+'" onClick={run.start}>
        <Play size={14} aria-hidden className="@max-md:hidden" /> Run
      </Button>
    </Tooltip>
  );
}

/** While submitting is not possible, the button says until when, and its description says why. */
export function SubmitButton({ workspace: { submit } }: { workspace: Workspace }) {
  return (
    <Tooltip text={submit.blocked ?? `Submit for judging (${CTRL}Enter)`}>
      <Button
        look="primary"
        disabled={submit.blocked !== null}
        aria-keyshortcuts="Control+Enter"
        onClick={submit.start}
        className="min-w-25 tabular-nums @max-md:min-w-20"
      >
        <Send size={14} aria-hidden className="@max-md:hidden" />
        {submit.sending ? 'Sending' : submit.seconds > 0 ? `Submit in ${submit.seconds} s` : 'Submit'}
      </Button>
    </Tooltip>
  );
}
