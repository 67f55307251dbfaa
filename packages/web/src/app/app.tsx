import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Tooltip } from 'radix-ui';
import { ApiError } from '../api/client.ts';
import { router } from './router.tsx';

const MAX_RETRIES = 2;

/** A refusal stays a refusal; only an unreachable or failing server is worth another try. */
function isWorthRetrying(count: number, error: Error): boolean {
  if (!(error instanceof ApiError) || count >= MAX_RETRIES) return false;
  return error.failure.kind === 'unreachable' || (error.failure.kind === 'refused' && error.failure.status >= 500);
}

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: isWorthRetrying, retryDelay: (attempt) => 500 * 2 ** attempt },
    // Sending has its own retries, which also work while the browser believes to be offline.
    mutations: { networkMode: 'always', retry: false },
  },
});

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={400}>
        <RouterProvider router={router} />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}
