import type { Submission } from '@codearena/contracts';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { isNotFound } from '../../api/client.ts';
import { useLanguageName } from '../../api/get-languages.ts';
import { useProblem } from '../../api/get-problem.ts';
import { useLiveSubmission } from '../../api/get-submission.ts';
import { useLiveConnection } from '../../api/use-live-connection.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { JudgedSubmission } from '../../components/judged-submission.tsx';
import { Moment } from '../../components/moment.tsx';
import { Notice } from '../../components/notice.tsx';
import { useAnnouncedVerdict } from '../../components/use-announced-verdict.ts';
import { useTitle } from '../../lib/use-title.ts';
import { SubmittedCode } from './submitted-code.tsx';
import { TestTable } from './test-table.tsx';

const route = getRouteApi('/submissions/$id');

export function SubmissionPage() {
  const { id } = route.useParams();
  const submission = useLiveSubmission(id);
  useLiveConnection();
  useTitle(submission.data ? `${submission.data.status}: ${submission.data.problem.title}` : 'Submission');
  if (submission.data) return <Loaded submission={submission.data} />;
  if (submission.isPending) return <Skeleton />;
  if (!isNotFound(submission.error)) return <FailureNotice error={submission.error} onRetry={() => void submission.refetch()} />;
  return (
    <Notice
      icon={Compass}
      level={1}
      title="There is no such submission"
      actions={
        <Link to="/history" className="text-sm font-medium text-accent underline underline-offset-2">
          See your submissions
        </Link>
      }
    >
      It may be somebody else’s, or made in another browser.
    </Notice>
  );
}

function Loaded({ submission }: { submission: Submission }) {
  const problem = useProblem(submission.problem.slug).data;
  useAnnouncedVerdict(submission);
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-6 px-3 py-6 pane:px-4 pane:py-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <Head submission={submission} />
      <div className="flex min-w-0 flex-col gap-6">
        <section aria-label="Verdict" className="rounded-xl border border-line bg-surface p-4 pane:p-5">
          <JudgedSubmission submission={submission} problem={problem} />
        </section>
        <TestTable results={submission.testResults} />
      </div>
      <SubmittedCode submission={submission} />
    </div>
  );
}

function Head({ submission }: { submission: Submission }) {
  const nameOf = useLanguageName();
  return (
    <header className="lg:col-span-2">
      <h1 className="text-xl font-semibold tracking-tight">
        <span className="sr-only">Submission to </span>
        <Link to="/problems/$slug" params={{ slug: submission.problem.slug }} className="hover:text-accent">
          {submission.problem.title}
        </Link>
      </h1>
      <p className="mt-1 text-muted">
        {nameOf(submission.language)}, submitted <Moment iso={submission.createdAt} />
      </p>
    </header>
  );
}

function Skeleton() {
  return (
    <div role="status" aria-label="Loading the submission" className="mx-auto grid w-full max-w-6xl gap-6 px-3 py-6 pane:px-4 pane:py-8 lg:grid-cols-[5fr_6fr]">
      <div className="flex h-16 flex-col gap-2 lg:col-span-2">
        <span className="skeleton h-8 w-60" />
        <span className="skeleton h-4 w-40" />
      </div>
      <div className="h-56 rounded-xl border border-line bg-surface p-5">
        <span className="skeleton block h-8 w-44" />
      </div>
      <div className="h-96 rounded-xl border border-line bg-surface" />
    </div>
  );
}
