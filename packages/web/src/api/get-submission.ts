import { isFinal, isLastWord, submissionSchema, type Submission } from '@codearena/contracts';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { applyEvent, newerState } from '../lib/submission-progress.ts';
import { useObservable } from '../lib/observable.ts';
import { callApi } from './client.ts';
import { connection, watchSubmission } from './live.ts';
import { pollInterval } from './poll-interval.ts';

const keyOf = (id: string) => ['submission', id] as const;

const submissionQuery = (id: string, client: QueryClient) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => {
      const fetched = await callApi(`/api/submissions/${encodeURIComponent(id)}`, submissionSchema, { signal });
      return newerState(client.getQueryData<Submission>(keyOf(id)), fetched);
    },
    staleTime: ({ state }) => (state.data && isLastWord(state.data.status) ? 300_000 : 0),
  });

/** A submission as it was stored, without following it. */
export function useStoredSubmission(id: string | undefined) {
  const client = useQueryClient();
  return useQuery({ ...submissionQuery(id ?? '', client), enabled: id !== undefined });
}

/** A submission that is followed until its verdict, and after a Judge Error further on: by events, and by polling while they cannot come. */
export function useLiveSubmission(id: string | undefined) {
  const client = useQueryClient();
  const connected = useObservable(connection) === 'connected';
  const query = useQuery({
    ...submissionQuery(id ?? '', client),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => pollInterval(state.data?.status, connected),
  });
  const pending = query.data ? !isFinal(query.data.status) : !query.isError;
  const goesOn = query.data ? !isLastWord(query.data.status) : !query.isError;
  useEffect(() => (id && goesOn ? followSubmission(id, client) : undefined), [id, goesOn, client]);
  const seenPending = useRef<string>(undefined);
  useEffect(() => {
    if (id && !pending && seenPending.current === id) void afterVerdict(id, client);
    seenPending.current = pending ? id : undefined;
  }, [id, pending, client]);
  return query;
}

function followSubmission(id: string, client: QueryClient): () => void {
  return watchSubmission(id, {
    onState: (state) => {
      if (state.kind === 'submission') client.setQueryData<Submission>(keyOf(id), (current) => newerState(current, state));
    },
    onEvent: (event) => {
      client.setQueryData<Submission>(keyOf(id), (current) => current && applyEvent(current, event));
    },
  });
}

/** The event had no compile output and no times, the stored submission has; and a verdict changes the lists. */
async function afterVerdict(id: string, client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: keyOf(id) });
  await Promise.all(['problems', 'history', 'problem'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}
