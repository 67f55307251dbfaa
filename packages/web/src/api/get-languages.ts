import { ANSWER_LANGUAGE, languageListSchema } from '@codearena/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { callApi } from './client.ts';

const languagesQuery = queryOptions({
  queryKey: ['languages'],
  queryFn: ({ signal }) => callApi('/api/languages', languageListSchema, { signal }),
  staleTime: 60_000,
});

export function useLanguages() {
  return useQuery(languagesQuery);
}

/** A language's name; its id until the list is there, or when it is no longer offered. */
export function useLanguageName(): (id: string) => string {
  const { data } = useLanguages();
  return (id) => (id === ANSWER_LANGUAGE ? 'Answers' : (data?.find((language) => language.id === id)?.name ?? id));
}
