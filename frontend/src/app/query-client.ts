import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/errors';

const MAX_RETRIES = 2;

/**
 * One cache per workspace: nothing of one can ever show in another. Without a connection nothing is asked for; what was
 * wanted meanwhile is asked for when it is back.
 */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < MAX_RETRIES && mayRepeat(error),
        retryDelay: (attempt) => 700 * 2 ** attempt,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

function mayRepeat(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
