import { isFinal, type Submission } from '@codearena/contracts';
import { Link } from '@tanstack/react-router';
import { ArrowRight, ExternalLink, Hourglass, Send } from 'lucide-react';
import { isNotFound } from '../../api/client.ts';
import { useNextProblem } from '../../api/get-problems.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { JudgedSubmission } from '../../components/judged-submission.tsx';
import { Notice } from '../../components/notice.tsx';
import { Waiting } from './waiting.tsx';
import type { Workspace } from './use-workspace.ts';

export function SubmissionResult({ workspace }: { workspace: Workspace }) {
  const { submit } = workspace;
  if (submit.sending) return <Waiting obstacle={submit.obstacle} what="Sending your code" />;
  if (submit.error) return <FailureNotice error={submit.error} onRetry={submit.start} />;
  return (
    <>
      {submit.limited && <RateLimited seconds={submit.seconds} />}
      <Followed workspace={workspace} />
    </>
  );
}

function Followed({ workspace: { submit, problem } }: { workspace: Workspace }) {
  if (submit.submissionId === undefined) return submit.limited ? null : <NothingYet />;
  if (submit.submission) {
    return (
      <JudgedSubmission submission={submit.submission} problem={problem} links={<Links submission={submit.submission} difficulty={problem.difficulty} />} />
    );
  }
  if (submit.loadError && isNotFound(submit.loadError)) return <NothingYet />;
  if (submit.loadError) return <FailureNotice error={submit.loadError} onRetry={() => void submit.reload()} />;
  return <Waiting obstacle={null} what="Loading your submission" />;
}

function NothingYet() {
  return (
    <Notice icon={Send} title="Nothing has been submitted yet" level={3}>
      Submit your code to have it judged on all tests. You can watch each of them here.
    </Notice>
  );
}

function RateLimited({ seconds }: { seconds: number }) {
  return (
    <p className="mb-4 flex items-start gap-2 rounded-lg border border-warn-line bg-warn-soft px-3 py-2 text-sm text-warn">
      <Hourglass size={16} aria-hidden className="mt-0.5 shrink-0" />
      <span>
        You have used up your submissions of this minute. You can submit again in <span className="font-semibold tabular-nums">{seconds} s</span>. Running stays
        possible.
      </span>
    </p>
  );
}

function Links({ submission, difficulty }: { submission: Submission; difficulty: 'easy' | 'medium' | 'hard' }) {
  const accepted = submission.status === 'Accepted';
  const next = useNextProblem({ slug: submission.problem.slug, difficulty }, accepted);
  if (!isFinal(submission.status)) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {accepted && next.data && (
        <Link
          to="/problems/$slug"
          params={{ slug: next.data.slug }}
          className="inline-flex h-9 items-center gap-1.5 rounded-lg bg-accent-fill px-3 text-sm font-medium text-on-accent hover:bg-accent-fill-hover"
        >
          Next: {next.data.title} <ArrowRight size={14} aria-hidden />
        </Link>
      )}
      <Link
        to="/submissions/$id"
        params={{ id: submission.submissionId }}
        className="inline-flex h-9 items-center gap-1.5 rounded-lg px-2 text-sm font-medium text-muted hover:bg-hover hover:text-ink"
      >
        <ExternalLink size={14} aria-hidden /> Details
      </Link>
    </div>
  );
}
