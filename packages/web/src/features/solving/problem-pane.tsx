import { ChevronLeft } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Difficulty } from '../../components/difficulty.tsx';
import { SolvedMark } from '../../components/solved-mark.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../components/tabs.tsx';
import { Attempts } from './attempts.tsx';
import { Files } from './files.tsx';
import { Limits } from './limits.tsx';
import { Pane } from './pane.tsx';
import { Samples } from './samples.tsx';
import { StatementInLanguages } from './statement-in-languages.tsx';
import type { Workspace } from './use-workspace.ts';

type ProblemPaneProps = { workspace: Workspace; actions?: ReactNode; flat?: boolean };

export function ProblemPane({ workspace, actions, flat }: ProblemPaneProps) {
  const { problem } = workspace;
  return (
    <Pane label="Problem" flat={flat}>
      <Tabs defaultValue="statement" className="flex min-h-0 flex-1 flex-col">
        <div className="flex h-11 shrink-0 items-stretch justify-between border-b border-line pr-1.5 pl-2">
          <TabList label="Problem">
            <Tab value="statement">Statement</Tab>
            <Tab value="attempts">Submissions</Tab>
          </TabList>
          <span className="flex items-center">{actions}</span>
        </div>
        <TabPanel value="statement" className="overflow-y-auto">
          <article className="mx-auto max-w-3xl px-4 py-5 pane:px-6">
            <StatementInLanguages problem={problem} head={(title) => <Head workspace={workspace} title={title} />} />
            <Samples samples={problem.samples} onUse={workspace.code.answers ? undefined : workspace.useSample} />
            <Files problem={problem} />
          </article>
        </TabPanel>
        <TabPanel value="attempts" className="overflow-y-auto">
          <Attempts problem={problem} />
        </TabPanel>
      </Tabs>
    </Pane>
  );
}

function Head({ workspace: { problem, code }, title }: { workspace: Workspace; title: string }) {
  return (
    <header className="mb-5 border-b border-line pb-4">
      <Link to="/" className="mb-2 inline-flex items-center gap-0.5 text-xs font-medium text-muted hover:text-ink">
        <ChevronLeft size={14} aria-hidden /> All problems
      </Link>
      <div className="flex items-center gap-2">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <SolvedMark solved={problem.solved} attempted={problem.attempted} />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Difficulty level={problem.difficulty} />
        {!code.answers && <Limits problem={problem} language={code.language} />}
      </div>
      {problem.tags.length > 0 && (
        <ul aria-label="Tags" className="mt-3 flex flex-wrap gap-1.5">
          {problem.tags.map((tag) => (
            <li key={tag}>
              <Link
                to="/"
                search={{ tag }}
                className="inline-block rounded-full border border-line bg-sunken px-2.5 py-0.5 text-xs text-muted hover:border-line-strong hover:text-ink"
              >
                {tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}
