import { type FSWatcher, watch } from 'node:fs';
import type { Clock } from '../../core/index.ts';

/** Tells that something below a folder has changed, where the system can tell; nobody relies on it. */
export interface Nudges {
  /** Resolves when something changed, when the time is over, or when the signal is aborted. */
  orAfter(ms: number, clock: Clock, signal: AbortSignal): Promise<void>;
  close(): void;
}

export function nudges(folder: string): Nudges {
  let wake: () => void = () => {};
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(folder, { recursive: true, persistent: false }, () => wake());
    // A folder that goes away, or more folders than the system watches: then looking again has to do.
    watcher.on('error', () => watcher?.close());
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault)) throw fault;
  }
  return {
    orAfter: async (ms, clock, signal) => {
      const done = new AbortController();
      const stop = () => done.abort();
      wake = stop;
      if (signal.aborted) return;
      signal.addEventListener('abort', stop, { once: true });
      try {
        await clock.sleep(ms, done.signal);
      } catch (fault) {
        if (!done.signal.aborted) throw fault;
      } finally {
        signal.removeEventListener('abort', stop);
        wake = () => {};
      }
    },
    close: () => watcher?.close(),
  };
}
