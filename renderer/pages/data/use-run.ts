import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Progress } from '../../../engine/contract/index.ts';
import { type Failure, isCancelled, toFailure } from '../../app/failure.ts';

/** How a piece of work stands that tells its progress. */
export type RunState<Done> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  | { readonly kind: 'done'; readonly result: Done }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What a panel shows and can do about it. */
export interface Run<Done> {
  readonly state: RunState<Done>;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** Follows a stream of progress to its result, with a way to stop; what comes of it makes everything that was read old. */
export function useRun<Done>() {
  const queryClient = useQueryClient();
  const [state, setState] = useState<RunState<Done>>({ kind: 'idle' });
  const stop = useRef<AbortController | null>(null);

  const fail = useCallback(
    (error: unknown): void =>
      setState(isCancelled(error) ? { kind: 'cancelled' } : { kind: 'failed', failure: toFailure(error) }),
    [],
  );
  const follow = useCallback(
    async (open: (signal: AbortSignal) => Promise<AsyncIterator<Progress, Done>>): Promise<void> => {
      const control = new AbortController();
      stop.current = control;
      setState({ kind: 'running', progress: null });
      try {
        const stream = await open(control.signal);
        let next = await stream.next();
        for (; next.done !== true; next = await stream.next()) setState({ kind: 'running', progress: next.value });
        setState({ kind: 'done', result: next.value });
        void queryClient.invalidateQueries();
      } catch (error) {
        if (control.signal.aborted) setState({ kind: 'cancelled' });
        else fail(error);
      }
    },
    [queryClient, fail],
  );
  const cancel = useCallback((): void => stop.current?.abort(), []);
  const dismiss = useCallback((): void => setState({ kind: 'idle' }), []);
  return { state, follow, fail, cancel, dismiss };
}
