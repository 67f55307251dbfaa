import { ApiError, type ApiFailure } from './client.ts';

export type FailureWords = { title: string; advice: string };

/** What a failed call means for the person in front of the page, and what to do next. */
export function wordsForFailure(error: unknown): FailureWords {
  if (!(error instanceof ApiError)) return { title: 'Something went wrong in this page', advice: 'Reload it. Your drafts are saved in this browser.' };
  return wordsFor(error.failure);
}

function wordsFor(failure: ApiFailure): FailureWords {
  switch (failure.kind) {
    case 'unreachable':
      return { title: 'The server cannot be reached', advice: 'Check your connection. Your code is safe in this browser.' };
    case 'unreadable':
      return { title: 'The server gave an answer that this page cannot read', advice: 'It may have been updated. Reload the page.' };
    case 'refused':
      return wordsForStatus(failure);
  }
}

function wordsForStatus({ status, details, retryAfterSeconds }: Extract<ApiFailure, { kind: 'refused' }>): FailureWords {
  const reason = details?.errors?.map((error) => `${error.path}: ${error.message}`).join('; ') || details?.detail;
  switch (status) {
    case 404:
      return { title: 'This is not here', advice: 'It may have been removed, or it is not yours to see.' };
    case 409:
      return { title: 'This was already sent with other content', advice: 'Send it again.' };
    case 413:
      return { title: 'Your code is too large', advice: reason ?? 'Make it shorter and send it again.' };
    case 422:
      return { title: 'This language is not offered here', advice: 'Choose another one.' };
    case 429:
      return { title: 'Too many at once', advice: `You can send it again in ${retryAfterSeconds ?? 60} s.` };
    case 503:
      if (details?.code === 'overloaded')
        return { title: 'The judge is busy', advice: 'Too many are waiting already. Your code is kept; send it again in a while.' };
      return { title: 'The judge cannot be reached', advice: 'Nothing was sent. Try again in a moment.' };
    default:
      if (status >= 500)
        return {
          title: 'The server failed',
          advice: details?.requestId ? `Try again. If it stays so, report ${details.requestId}.` : 'Try again in a moment.',
        };
      return { title: 'The server did not accept this', advice: reason ?? 'Check it and try again.' };
  }
}
