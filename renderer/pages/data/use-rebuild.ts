import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress } from '../../../engine/contract/index.ts';
import { client } from '../../app/client.ts';
import { type Failure, isCancelled, toFailure } from '../../app/failure.ts';

export type RebuildState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  | { readonly kind: 'rebuilt'; readonly loads: number; readonly rows: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface RebuildRun {
  readonly state: RebuildState;
  readonly start: () => void;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** Builds the cache anew from its drops, with progress and a way to stop; the present one serves until then. */
export function useRebuild(): RebuildRun {
  const queryClient = useQueryClient();
  const [state, setState] = useState<RebuildState>({ kind: 'idle' });
  const stop = useRef<AbortController | null>(null);

  const start = useCallback(async (): Promise<void> => {
    const control = new AbortController();
    stop.current = control;
    setState({ kind: 'running', progress: null });
    try {
      const stream = await client.loads.rebuild(undefined, { signal: control.signal });
      for (;;) {
        const next = await stream.next();
        if (next.done === true) {
          setState({ kind: 'rebuilt', ...next.value });
          break;
        }
        setState({ kind: 'running', progress: next.value });
      }
      void queryClient.invalidateQueries();
    } catch (error) {
      const wasStopped = control.signal.aborted || isCancelled(error);
      setState(wasStopped ? { kind: 'cancelled' } : { kind: 'failed', failure: toFailure(error) });
    }
  }, [queryClient]);

  useEffect(() => () => stop.current?.abort(), []);
  return {
    state,
    start: () => void start(),
    cancel: () => stop.current?.abort(),
    dismiss: () => setState({ kind: 'idle' }),
  };
}
