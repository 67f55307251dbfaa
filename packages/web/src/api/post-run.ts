import { runAcceptedSchema, type RunRequest } from '@codearena/contracts';
import { useMutation } from '@tanstack/react-query';
import { uniqueKey } from '../lib/unique-key.ts';
import { callApi } from './client.ts';
import { postSafely } from './post-safely.ts';

export function usePostRun(onWaiting: (waiting: boolean) => void) {
  return useMutation({
    mutationFn: (request: RunRequest) => {
      const headers = { 'idempotency-key': uniqueKey() };
      return postSafely(() => callApi('/api/runs', runAcceptedSchema, { method: 'POST', body: request, headers }), onWaiting);
    },
    onSettled: () => onWaiting(false),
  });
}
