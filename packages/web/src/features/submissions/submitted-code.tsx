import type { Submission } from '@codearena/contracts';
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
import { rememberLanguage, replaceDraft } from '../../lib/drafts.ts';

/** The code as it was judged, and what changed since the attempt before it. */
export function SubmittedCode({ submission }: { submission: Submission }) {
  const languages = useLanguages();
  const previousId = usePreviousAttempt(submission);
  const [tab, setTab] = useState('code');
  const monaco = languages.data?.find((known) => known.id === submission.language)?.monaco ?? submission.language;
  return (
    <section aria-label="Submitted code" className="min-w-0 self-start rounded-xl border border-line bg-surface">
      <Tabs value={tab} onValueChange={setTab}>
        <div className="flex h-11 items-stretch justify-between border-b border-line pr-1.5 pl-2">
          <TabList label="Submitted code">
            <Tab value="code">Code</Tab>
            {previousId && <Tab value="changes">Changes</Tab>}
          </TabList>
          <span className="flex items-center gap-1">
            <CopyButton text={submission.code} what="the code" />
            <OpenInEditor submission={submission} />
          </span>
        </div>
        <TabPanel value="code">
          <CodeView code={submission.code} language={monaco} />
        </TabPanel>
        {previousId && (
          <TabPanel value="changes">
            <Changes previousId={previousId} code={submission.code} />
          </TabPanel>
        )}
      </Tabs>
    </section>
  );
}

function Changes({ previousId, code }: { previousId: string; code: string }) {
  const previous = useStoredSubmission(previousId);
  if (previous.data) return <CodeDiff before={previous.data.code} after={code} />;
  if (previous.isError) return <FailureNotice error={previous.error} onRetry={() => void previous.refetch()} />;
  return <p className="p-4 text-sm text-muted">Loading the previous attempt</p>;
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
    replaceDraft({ problem: slug, language: submission.language }, submission.code);
    rememberLanguage(slug, submission.language);
    void navigate({ to: '/problems/$slug', params: { slug }, search: { submission: submission.submissionId } });
  };
  return (
    <Button size="small" onClick={open}>
      <SquarePen size={13} aria-hidden /> Open in editor
    </Button>
  );
}
