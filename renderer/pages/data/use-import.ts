import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Load, Progress } from '../../../engine/contract/index.ts';
import { client } from '../../app/client.ts';
import { type Failure, isCancelled, toFailure } from '../../app/failure.ts';

export type ImportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly label: string; readonly progress: Progress | null }
  | { readonly kind: 'loaded'; readonly load: Load; readonly alreadyLoaded: boolean }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly label: string };

export interface ImportRun {
  readonly state: ImportState;
  readonly choose: () => void;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** Asks for a drop folder and imports it, with progress and a way to stop. */
export function useImport(): ImportRun {
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/data' });
  const { choose: chooseNow } = useSearch({ from: '/data' });
  const [state, setState] = useState<ImportState>({ kind: 'idle' });
  const stop = useRef<AbortController | null>(null);

  const choose = useCallback(async (): Promise<void> => {
    let label = 'the drop';
    try {
      const chosen = await client.loads.chooseDrop();
      if (chosen === null) return;
      label = chosen.label;
      stop.current = new AbortController();
      setState({ kind: 'running', label, progress: null });
      const stream = await client.loads.import({ drop: chosen.drop }, { signal: stop.current.signal });
      for (;;) {
        const next = await stream.next();
        if (next.done === true) {
          setState({ kind: 'loaded', ...next.value });
          break;
        }
        setState({ kind: 'running', label, progress: next.value });
      }
      void queryClient.invalidateQueries();
    } catch (error) {
      const wasStopped = stop.current?.signal.aborted === true || isCancelled(error);
      setState(wasStopped ? { kind: 'cancelled' } : { kind: 'failed', failure: toFailure(error), label });
    }
  }, [queryClient]);

  // Another page sent the person here to choose a folder: ask once, and take the wish out of the address.
  const asked = useRef(false);
  useEffect(() => {
    if (chooseNow !== true || asked.current) return;
    asked.current = true;
    void navigate({ replace: true, search: (now) => ({ ...now, choose: undefined }) });
    void choose();
  }, [chooseNow, choose, navigate]);

  return {
    state,
    choose: () => void choose(),
    cancel: () => stop.current?.abort(),
    dismiss: () => setState({ kind: 'idle' }),
  };
}
