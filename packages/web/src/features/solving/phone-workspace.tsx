import { useEffect, useState } from 'react';
import { classes } from '../../lib/classes.ts';
import { VerdictWord } from '../../components/verdict-word.tsx';
import { Tab, TabList, Tabs } from '../../components/tabs.tsx';
import { verdictWords } from '../../lib/verdict-words.ts';
import { ConsolePane } from './console-pane.tsx';
import { EditorPane } from './editor-pane.tsx';
import { ProblemPane } from './problem-pane.tsx';
import { RunButton, SubmitButton } from './solve-buttons.tsx';
import type { Workspace } from './use-workspace.ts';

type View = 'statement' | 'code' | 'result';

/** The panes as tabs; the verdict and the buttons stay in view below them. */
export function PhoneWorkspace({ workspace }: { workspace: Workspace }) {
  const [view, setView] = useState<View>('statement');
  const busy = workspace.run.running || workspace.submit.sending;
  useEffect(() => {
    if (busy) setView('result');
  }, [busy]);
  const useSample = (text: string) => {
    workspace.useSample(text);
    setView('result');
  };
  const pane = (name: View) => classes('min-h-0 flex-1', view === name ? 'flex' : 'hidden');
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Tabs value={view} onValueChange={(next) => setView(next as View)}>
        <TabList label="Panes" className="h-11 border-b border-line bg-surface px-2">
          <Tab value="statement">Problem</Tab>
          <Tab value="code">Code</Tab>
          <Tab value="result">Result</Tab>
        </TabList>
      </Tabs>
      <div className={pane('statement')}>
        <ProblemPane workspace={{ ...workspace, useSample }} flat />
      </div>
      <div className={pane('code')}>
        <EditorPane workspace={workspace} flat />
      </div>
      <div className={pane('result')}>
        <ConsolePane workspace={workspace} flat />
      </div>
      <BottomBar workspace={workspace} />
    </div>
  );
}

function BottomBar({ workspace }: { workspace: Workspace }) {
  const { submission, blocked } = workspace.submit;
  return (
    <div className="flex h-14 shrink-0 items-center gap-2 border-t border-line bg-surface px-3">
      <div className="min-w-0 flex-1 text-xs">
        {submission ? (
          <>
            <VerdictWord status={submission.status} className="max-w-full" />
            <p className="truncate text-muted tabular-nums">{verdictWords(submission)}</p>
          </>
        ) : (
          <p className="text-muted">{blocked ?? 'Nothing submitted yet'}</p>
        )}
      </div>
      <RunButton workspace={workspace} />
      <SubmitButton workspace={workspace} />
    </div>
  );
}
