import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { connectLive } from './live.ts';
import { configQuery } from './get-config.ts';

/** For pages that follow submissions: opens the connection as soon as it is known where to. */
export function useLiveConnection(): void {
  const { data } = useQuery(configQuery);
  const url = data?.realtimeUrl;
  useEffect(() => {
    if (url !== undefined) void connectLive(url);
  }, [url]);
}
