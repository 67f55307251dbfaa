import { isLastWord, isRunFinal, type Run, runSchema } from '@codearena/contracts';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useObservable } from '../lib/observable.ts';
import { newerState } from '../lib/submission-progress.ts';
import { callApi } from './client.ts';
import { connection, watchSubmission } from './live.ts';
import { pollInterval } from './poll-interval.ts';

const keyOf = (id: string) => ['run', id] as const;

const runQuery = (id: string, client: QueryClient) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => {
      const fetched = await callApi(`/api/runs/${encodeURIComponent(id)}`, runSchema, { signal });
      return newerState(client.getQueryData<Run>(keyOf(id)), fetched);
    },
  });

/** A run that is followed until it has ended for good. */
export function useLiveRun(id: string | undefined) {
  const client = useQueryClient();
  const connected = useObservable(connection) === 'connected';
  const query = useQuery({
    ...runQuery(id ?? '', client),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => pollInterval(state.data?.status, connected),
  });
  const goesOn = query.data ? !isLastWord(query.data.status) : !query.isError;
  useEffect(() => (id && goesOn ? followRun(id, client) : undefined), [id, goesOn, client]);
  return query;
}

function followRun(id: string, client: QueryClient): () => void {
  return watchSubmission(id, {
    onState: (state) => {
      if (state.kind === 'run') client.setQueryData<Run>(keyOf(id), (current) => newerState(current, state));
    },
    onEvent: ({ event, payload }) => {
      // A run's output is only in the stored run.
      if (event === 'submission_completed') return void client.invalidateQueries({ queryKey: keyOf(id) });
      if (event !== 'submission_status') return;
      client.setQueryData<Run>(keyOf(id), (current) =>
        current && payload.sequence > current.sequence && !isRunFinal(payload.status)
          ? { ...current, status: payload.status, sequence: payload.sequence }
          : current,
      );
    },
  });
}
