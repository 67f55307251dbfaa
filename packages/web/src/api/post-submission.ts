import { submissionAcceptedSchema, type SubmissionRequest } from '@codearena/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { uniqueKey } from '../lib/unique-key.ts';
import { callApi } from './client.ts';
import { postSafely } from './post-safely.ts';

/** One press of the button is one key: however often it has to be sent, there is one submission. */
export function usePostSubmission(onWaiting: (waiting: boolean) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SubmissionRequest) => {
      const headers = { 'idempotency-key': uniqueKey() };
      return postSafely(() => callApi('/api/submissions', submissionAcceptedSchema, { method: 'POST', body: request, headers }), onWaiting);
    },
    onSettled: async () => {
      onWaiting(false);
      await client.invalidateQueries({ queryKey: ['history'] });
    },
  });
}
