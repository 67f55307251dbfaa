import { filesOfSource, storableText, type Problem, type SourceFile } from '@codearena/contracts';
import { ApiError } from '../../api/client.ts';
import { useLiveSubmission } from '../../api/get-submission.ts';
import { usePostSubmission } from '../../api/post-submission.ts';
import { useAnnouncedVerdict } from '../../components/use-announced-verdict.ts';
import { announce } from '../../lib/announcer.ts';
import { byteLength, formatBytes } from '../../lib/quantities.ts';
import { holdSubmissions, useSecondsToWait } from '../../lib/rate-limit.ts';
import type { useCode } from './use-code.ts';

/** Submitting, and following the submission whose id stands in the URL. */
export function useSubmit(problem: Problem, code: ReturnType<typeof useCode>, submissionId: string | undefined, onSubmission: (id: string) => void) {
  const post = usePostSubmission();
  const live = useLiveSubmission(submissionId);
  const submission = live.data;
  const seconds = useSecondsToWait();
  const blocked = post.isPending ? 'Sending' : (faultOf(problem, code.files) ?? (seconds > 0 ? `You can submit again in ${seconds} s` : null));

  const start = () => {
    if (post.isPending || seconds > 0 || faultOf(problem, filesOfSource(code.source())) !== null) return;
    post.mutate(
      { problemId: problem.id, language: code.language, ...code.source() },
      {
        onSuccess: (accepted) => onSubmission(accepted.submissionId),
        onError: (error) => {
          const wait = secondsOfRateLimit(error);
          if (wait === null) return;
          holdSubmissions(wait);
          announce(`You have used up your submissions of this minute. You can submit again in ${wait} seconds.`);
        },
      },
    );
  };
  useAnnouncedVerdict(submission);
  const limited = seconds > 0 && secondsOfRateLimit(post.error) !== null;
  return {
    start,
    blocked,
    seconds,
    obstacle: post.obstacle,
    sending: post.isPending,
    error: limited ? null : post.error,
    limited,
    submissionId,
    submission,
    loadError: live.error,
    reload: live.refetch,
  };
}

/** Why this would be refused; found out here, so that nobody has to wait for the answer. */
export function faultOf(problem: Problem, files: readonly SourceFile[]): string | null {
  const what = problem.answerFiles.length > 0 ? 'answer' : 'code';
  if (files.every(({ content }) => content.trim() === '')) return what === 'code' ? 'Write some code first' : 'Write or upload an answer first';
  const bytes = files.reduce((sum, { content }) => sum + byteLength(content), 0);
  const most = problem.limits.sourceBytes;
  if (bytes > most) return `Your ${what} is ${formatBytes(bytes)}; at most ${formatBytes(most)} can be sent`;
  return files.every(({ content }) => storableText.safeParse(content).success)
    ? null
    : `Your ${what} has a character that cannot be stored (NUL, or half of a surrogate pair)`;
}

function secondsOfRateLimit(error: unknown): number | null {
  if (!(error instanceof ApiError) || error.failure.kind !== 'refused' || error.failure.status !== 429) return null;
  return error.failure.retryAfterSeconds ?? 60;
}
