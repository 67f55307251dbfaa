import { type HistoryQuery, historySchema } from '@codearena/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { callApi, withQuery } from './client.ts';

export type HistoryFilters = Pick<HistoryQuery, 'problem' | 'language' | 'status'>;

function getHistory(filters: HistoryFilters & { limit?: number; cursor?: string | undefined }, signal?: AbortSignal) {
  return callApi(withQuery('/api/history', filters), historySchema, { signal });
}

const historyQuery = (filters: HistoryFilters) =>
  infiniteQueryOptions({
    queryKey: ['history', 'list', filters],
    queryFn: ({ pageParam, signal }) => getHistory({ ...filters, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    // A submission that is still being judged moves on while the list is open.
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some((item) => item.verdict === null)) ? 2_000 : false),
  });

export function useHistory(filters: HistoryFilters) {
  return useInfiniteQuery(historyQuery(filters));
}

/** The newest submissions to one problem, to find the attempt before a given one. */
const attemptsQuery = (problem: string) =>
  queryOptions({
    queryKey: ['history', 'attempts', problem],
    queryFn: ({ signal }) => getHistory({ problem, limit: 100 }, signal),
  });

export function useAttempts(problem: string | undefined) {
  return useQuery({ ...attemptsQuery(problem ?? ''), enabled: problem !== undefined });
}
