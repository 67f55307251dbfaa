import { ANSWER_LANGUAGE, type SourceFile, type Submission } from '@codearena/contracts';
import { useNavigate } from '@tanstack/react-router';
import { SquarePen } from 'lucide-react';
import { useState } from 'react';
import { useAttempts } from '../../api/get-history.ts';
import { useLanguages } from '../../api/get-languages.ts';
import { useStoredSubmission } from '../../api/get-submission.ts';
import { Button } from '../../components/button.tsx';
import { CodeDiff } from '../../components/code-diff.tsx';
import { CodeView } from '../../components/code-view.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../components/tabs.tsx';
import { rememberLanguage, replaceDraft, type Draft } from '../../lib/drafts.ts';

/** The code as it was judged, file by file, and what changed since the attempt before it. */
export function SubmittedCode({ submission }: { submission: Submission }) {
  const previousId = usePreviousAttempt(submission);
  const files = filesOf(submission);
  const [tab, setTab] = useState(files[0]?.name ?? '');
  const open = files.find(({ name }) => name === tab);
  const monaco = useMonacoOf(submission, open?.name);
  return (
    <section aria-label="Submitted code" className="min-w-0 self-start rounded-xl border border-line bg-surface">
      <Tabs value={tab} onValueChange={setTab}>
        <div className="flex h-11 items-stretch justify-between gap-2 border-b border-line pr-1.5 pl-2">
          <TabList label="Submitted code" className="overflow-x-auto">
            {files.map(({ name }) => (
              <Tab key={name} value={name}>
                {name}
              </Tab>
            ))}
            {previousId && <Tab value={CHANGES}>Changes</Tab>}
          </TabList>
          <span className="flex shrink-0 items-center gap-1">
            {open && <CopyButton text={open.content} what={files.length > 1 ? open.name : 'the code'} />}
            <OpenInEditor submission={submission} />
          </span>
        </div>
        {files.map(({ name, content }) => (
          <TabPanel key={name} value={name}>
            <CodeView code={content} language={monaco} />
          </TabPanel>
        ))}
        {previousId && (
          <TabPanel value={CHANGES}>
            <Changes previousId={previousId} files={files} />
          </TabPanel>
        )}
      </Tabs>
    </section>
  );
}

/** No file can be called so. */
const CHANGES = ' changes';

/** A single text has no name of its own. */
function filesOf({ files, code }: Submission): SourceFile[] {
  return files.length > 0 ? files : [{ name: 'Code', content: code }];
}

/** The submission's language, but for files that have the ending of another. */
function useMonacoOf({ language, files }: Submission, name: string | undefined): string {
  const { data } = useLanguages();
  const ending = name?.slice(name.lastIndexOf('.') + 1);
  const own = data?.find(({ id }) => id === language);
  const other = files.length > 0 && ending !== own?.extension ? data?.find(({ extension }) => extension === ending) : undefined;
  return other?.monaco ?? own?.monaco ?? language;
}

function Changes({ previousId, files }: { previousId: string; files: readonly SourceFile[] }) {
  const previous = useStoredSubmission(previousId);
  if (previous.isError) return <FailureNotice error={previous.error} onRetry={() => void previous.refetch()} />;
  if (!previous.data) return <p className="p-4 text-sm text-muted">Loading the previous attempt</p>;
  const before = filesOf(previous.data);
  const [only, ...others] = files;
  if (only && others.length === 0 && before.length === 1) return <CodeDiff before={before[0]?.content ?? ''} after={only.content} />;
  const contentIn = (all: readonly SourceFile[], name: string) => all.find((file) => file.name === name)?.content ?? '';
  const changed = [...new Set([...files, ...before].map(({ name }) => name))].filter((name) => contentIn(before, name) !== contentIn(files, name));
  if (changed.length === 0) return <p className="p-4 text-sm text-muted">The files are the same as in the previous attempt.</p>;
  return changed.map((name) => (
    <section key={name} aria-label={name}>
      <h3 className="border-b border-line bg-sunken px-4 py-1.5 font-mono text-xs">{name}</h3>
      <CodeDiff before={contentIn(before, name)} after={contentIn(files, name)} />
    </section>
  ));
}

/** The newest submission to the same problem that is older than this one. */
function usePreviousAttempt({ problem, submissionId, createdAt }: Submission): string | undefined {
  const { data } = useAttempts(problem.slug);
  return data?.items.find((item) => item.submissionId !== submissionId && item.createdAt < createdAt)?.submissionId;
}

/** Takes the draft's place; the draft is kept and can be brought back there. */
function OpenInEditor({ submission }: { submission: Submission }) {
  const navigate = useNavigate();
  const { slug } = submission.problem;
  const open = () => {
    replaceDraft({ problem: slug, language: submission.language }, draftOf(submission));
    if (submission.language !== ANSWER_LANGUAGE) rememberLanguage(slug, submission.language);
    void navigate({ to: '/problems/$slug', params: { slug }, search: { submission: submission.submissionId } });
  };
  return (
    <Button size="small" onClick={open}>
      <SquarePen size={13} aria-hidden /> Open in editor
    </Button>
  );
}

/** Of a program the first file is the main one; answers are all alike. */
function draftOf({ language, files, code }: Submission): Draft {
  return language === ANSWER_LANGUAGE ? { code: '', files } : { code, files: files.slice(1) };
}
