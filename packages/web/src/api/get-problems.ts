import { problemListSchema, type ProblemListQuery } from '@codearena/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { callApi, withQuery } from './client.ts';

export type ProblemFilters = Pick<ProblemListQuery, 'search' | 'difficulty' | 'tag' | 'status'>;

function getProblems(filters: ProblemFilters & { limit?: number; cursor?: string | undefined }, signal?: AbortSignal) {
  return callApi(withQuery('/api/problems', filters), problemListSchema, { signal });
}

const problemsQuery = (filters: ProblemFilters) =>
  infiniteQueryOptions({
    queryKey: ['problems', 'list', filters],
    queryFn: ({ pageParam, signal }) => getProblems({ ...filters, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export function useProblems(filters: ProblemFilters) {
  return useInfiniteQuery(problemsQuery(filters));
}

/** A first page as large as the API gives, for menus. */
const problemMenuQuery = queryOptions({
  queryKey: ['problems', 'menu'],
  queryFn: ({ signal }) => getProblems({ limit: 100 }, signal),
  staleTime: 300_000,
});

export function useProblemMenu() {
  return useQuery(problemMenuQuery);
}

/** What to solve after a problem: an untouched one as hard as it, else any. */
export function useNextProblem(current: { slug: string; difficulty: ProblemFilters['difficulty'] }, enabled: boolean) {
  return useQuery({
    queryKey: ['problems', 'next', current.slug],
    queryFn: async ({ signal }) => {
      const other = async (filters: ProblemFilters) =>
        (await getProblems({ ...filters, status: 'todo', limit: 2 }, signal)).items.find((item) => item.slug !== current.slug);
      return (await other({ difficulty: current.difficulty })) ?? (await other({})) ?? null;
    },
    enabled,
  });
}
