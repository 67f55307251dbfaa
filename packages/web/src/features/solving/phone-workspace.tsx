import { useEffect, useState } from 'react';
import { VerdictWord } from '../../components/verdict-word.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../components/tabs.tsx';
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
  return (
    <Tabs value={view} onValueChange={(next) => setView(next as View)} className="flex min-h-0 flex-1 flex-col">
      {view !== 'statement' && <h1 className="sr-only">{workspace.problem.title}</h1>}
      <TabList label="Panes" className="h-11 shrink-0 border-b border-line bg-surface px-2">
        <Tab value="statement">Problem</Tab>
        <Tab value="code">Code</Tab>
        <Tab value="result">Result</Tab>
      </TabList>
      <TabPanel value="statement" keep className="flex">
        <ProblemPane workspace={{ ...workspace, useSample }} flat />
      </TabPanel>
      <TabPanel value="code" keep className="flex">
        <EditorPane workspace={workspace} flat />
      </TabPanel>
      <TabPanel value="result" keep className="flex">
        <ConsolePane workspace={workspace} flat />
      </TabPanel>
      <BottomBar workspace={workspace} />
    </Tabs>
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
      {!workspace.code.answers && <RunButton workspace={workspace} />}
      <SubmitButton workspace={workspace} />
    </div>
  );
}
