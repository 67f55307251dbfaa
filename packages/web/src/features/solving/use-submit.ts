import { type Problem, submissionRequestSchema } from '@codearena/contracts';
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
  const blocked = post.isPending ? 'Sending' : (faultOf(problem, code.text) ?? (seconds > 0 ? `You can submit again in ${seconds} s` : null));

  const start = () => {
    if (post.isPending || seconds > 0 || faultOf(problem, code.latest()) !== null) return;
    post.mutate(
      { problemId: problem.id, language: code.language, code: code.latest() },
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

/** Why this code would be refused; found out here, so that nobody has to wait for the answer. */
export function faultOf(problem: Problem, code: string): string | null {
  if (code.trim() === '') return 'Write some code first';
  const bytes = byteLength(code);
  if (bytes > problem.limits.sourceBytes) return `Your code is ${formatBytes(bytes)}; at most ${formatBytes(problem.limits.sourceBytes)} can be sent`;
  return submissionRequestSchema.shape.code.safeParse(code).success
    ? null
    : 'Your code has a character that cannot be stored (NUL, or half of a surrogate pair)';
}

function secondsOfRateLimit(error: unknown): number | null {
  if (!(error instanceof ApiError) || error.failure.kind !== 'refused' || error.failure.status !== 429) return null;
  return error.failure.retryAfterSeconds ?? 60;
}
