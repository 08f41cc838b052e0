import { useEffect } from 'react';
import { client } from '../../app/client.ts';
import { type Run, useRun } from './use-run.ts';

export interface RebuildRun extends Run<{ readonly loads: number; readonly rows: number }> {
  readonly start: () => void;
}

/** Builds the cache anew from its drops, with progress and a way to stop; the present one serves until then. */
export function useRebuild(): RebuildRun {
  const { state, follow, cancel, dismiss } = useRun<{ readonly loads: number; readonly rows: number }>();
  useEffect(() => cancel, [cancel]);
  const start = () => void follow((signal) => client.loads.rebuild(undefined, { signal }));
  return { state, start, cancel, dismiss };
}
