import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from '../../components/tabs.tsx';
import { Pane } from './pane.tsx';
import { RunResult } from './run-result.tsx';
import { SubmissionResult } from './submission-result.tsx';
import { TestInput } from './test-input.tsx';
import type { ConsoleTab, Workspace } from './use-workspace.ts';

type ConsolePaneProps = { workspace: Workspace; actions?: ReactNode; flat?: boolean };

export function ConsolePane({ workspace, actions, flat }: ConsolePaneProps) {
  return (
    <Pane label="Console" flat={flat}>
      <Tabs value={workspace.tab} onValueChange={(tab) => workspace.setTab(tab as ConsoleTab)} className="flex min-h-0 flex-1 flex-col">
        <div className="flex h-11 shrink-0 items-stretch justify-between border-b border-line pr-1.5 pl-2">
          <TabList label="Console">
            {!workspace.code.answers && <Tab value="input">Test input</Tab>}
            {!workspace.code.answers && <Tab value="run">Run result</Tab>}
            <Tab value="submission">Submission</Tab>
          </TabList>
          <span className="flex items-center">{actions}</span>
        </div>
        <TabPanel value="input" className="flex flex-col overflow-hidden">
          <TestInput workspace={workspace} />
        </TabPanel>
        <TabPanel value="run" className="overflow-y-auto p-4">
          <RunResult workspace={workspace} />
        </TabPanel>
        <TabPanel value="submission" className="overflow-y-auto p-4">
          <SubmissionResult workspace={workspace} />
        </TabPanel>
      </Tabs>
    </Pane>
  );
}
