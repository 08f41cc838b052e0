import { ORPCError } from '@orpc/client';
import { QueryClient } from '@tanstack/react-query';

/**
 * The engine is local, so there is no "offline" for a query; what changed is told by `workspace.watch`, so nothing is
 * polled. A coded error is an answer and is not asked again; a lost line is asked once more.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 1 && !(error instanceof ORPCError),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
