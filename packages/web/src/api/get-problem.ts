import { problemSchema } from '@codearena/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { callApi } from './client.ts';

const problemQuery = (slug: string) =>
  queryOptions({
    queryKey: ['problem', slug],
    queryFn: ({ signal }) => callApi(`/api/problems/${encodeURIComponent(slug)}`, problemSchema, { signal }),
    staleTime: 300_000,
  });

export function useProblem(slug: string) {
  return useQuery(problemQuery(slug));
}
