import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { configQuery } from '../../api/get-config.ts';
import { useLanguages } from '../../api/get-languages.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatBytes } from '../../lib/quantities.ts';
import { useTitle } from '../../lib/use-title.ts';
import { VerdictGuide } from './verdict-guide.tsx';

export function HelpPage() {
  useTitle('Help');
  const { data } = useQuery(configQuery);
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-8 px-3 py-6 pane:px-4 pane:py-8">
      <header>
        <h1 className="text-xl font-semibold tracking-tight">Help</h1>
        <p className="mt-1 text-muted">How your code is judged here, and how to work quickly.</p>
      </header>
      <Part title="How it works">
        <p>
          Your program reads from its standard input and prints to its standard output. It is compiled once and then run on each test in a sandbox of its own,
          without a network. Each test has a limit on CPU time and on memory; slower languages get more time.
        </p>
        {data && (
          <p className="mt-2">
            You can send up to {formatBytes(data.maxSourceBytes)} of code
            {data.submissionsPerMinute > 0 && `, and submit ${data.submissionsPerMinute} times a minute`}. Running on your own input does not count as a
            submission.
          </p>
        )}
      </Part>
      <Part title="Verdicts">
        <VerdictGuide />
      </Part>
      <Part title="Keys">
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
          <Keys keys={['Ctrl', 'Enter']} what="Submit" />
          <Keys keys={['Ctrl', "'"]} what="Run on the test input" />
          <Keys keys={['Esc']} what="Leave the editor (with Vim keys: Shift and Esc)" />
          <Keys keys={['F1']} what="All commands of the editor" />
          <Keys keys={['F8']} what="Go to the next error in the code" />
          <Keys keys={['/']} what="Search, in the list of problems" />
        </dl>
      </Part>
      <Part title="Languages">
        <LanguageTable />
      </Part>
      <p className="text-sm text-muted">
        {data && `CodeArena ${data.version}. `}
        Programs can do all of this too: see the{' '}
        <a href="/api/docs" className="text-accent underline underline-offset-2">
          API reference
        </a>
        .
      </p>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Keys({ keys, what }: { keys: string[]; what: string }) {
  return (
    <>
      <dt className="flex gap-1">
        {keys.map((key) => (
          <kbd key={key} className="rounded-md border border-line-strong bg-surface px-1.5 py-0.5 text-xs">
            {key}
          </kbd>
        ))}
      </dt>
      <dd>{what}</dd>
    </>
  );
}

function LanguageTable() {
  const languages = useLanguages();
  if (languages.isError) return <FailureNotice error={languages.error} onRetry={() => void languages.refetch()} />;
  return (
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr className="border-b border-line text-left text-xs text-muted">
          <th className="py-2 font-medium">Language</th>
          <th className="py-2 font-medium">Version here</th>
          <th className="py-2 text-right font-medium">Time</th>
        </tr>
      </thead>
      <tbody>
        {languages.data?.map((language) => (
          <tr key={language.id} className="border-b border-line last:border-0">
            <td className="py-2 font-medium">{language.name}</td>
            <td className="py-2 text-muted">{language.version}</td>
            <td className="py-2 text-right text-muted tabular-nums">× {language.timeMultiplier}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
