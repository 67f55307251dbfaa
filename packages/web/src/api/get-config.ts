import { clientConfigSchema } from '@codearena/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from './client.ts';

export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => callApi('/api/config', clientConfigSchema, { signal }),
  staleTime: Infinity,
});
