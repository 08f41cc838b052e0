import { type AppError, type Clock, type ErrorCode, isErrorCode, type Result } from '../../core/index.ts';
import { dropsUnder } from '../drops-under.ts';
import { type Fingerprint, fingerprint, surface } from './fingerprint.ts';
import { nudges } from './nudges.ts';

/** How often the folder is looked at, in milliseconds: shares over a network tell nobody when they change. */
const POLL = 5_000;
/** For how long a drop must not have changed, in milliseconds: its copy may still be going on. */
const QUIET = 3_000;
/** After which time a drop is tried again that failed for a reason of this machine. */
const AGAIN = 60_000;

/** Failures that are not the drop's: it is tried again although it did not change. */
const OURS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'DISK_FULL',
  'CACHE_MEMORY',
  'CACHE_WORKER_DIED',
  'WORKSPACE_LOCKED',
  'CANCELLED',
]);

export type WatchEvent<T> =
  | { readonly kind: 'imported'; readonly path: string; readonly imported: T }
  | { readonly kind: 'failed'; readonly path: string; readonly error: AppError };

export interface WatchOptions<T> {
  readonly folder: string;
  readonly clock: Clock;
  readonly importDrop: (path: string, signal: AbortSignal) => Promise<Result<T>>;
  readonly onEvent: (event: WatchEvent<T>) => void;
  readonly pollMs?: number;
  readonly quietMs?: number;
}

interface Seen {
  readonly print: Fingerprint;
  /** Since when it has looked like this. */
  readonly since: number;
  /** The drop's own folder when it was looked at. */
  readonly surface: string | null;
  /** Imported, so that looking at its folder is enough to see a change. */
  readonly imported: boolean;
  /** Taken as it is; nothing more to do until it changes. */
  readonly settled: boolean;
  /** Not before this time, for a failure that was not the drop's. */
  readonly after: number;
  /** The failure that was reported last. */
  readonly reported: string;
}

export interface Watch {
  /** Looks at the folder once and takes what is ready. Resolves to the milliseconds after which something may be. */
  pass(signal: AbortSignal): Promise<number>;
}

/** The drops below a folder; none while it can not be read: it is looked at again. */
async function found(folder: string): Promise<readonly string[]> {
  try {
    return await dropsUnder(folder);
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return [];
    throw fault;
  }
}

/**
 * Watches a folder of exports: each drop below it that is complete and has been quiet is imported once, oldest first. A
 * drop that fails is reported once and tried again when it changes. What has been seen is kept in memory only: after a
 * restart the import itself knows what is loaded.
 */
export function createWatch<T>(options: WatchOptions<T>): Watch {
  const { folder, clock, importDrop, onEvent, pollMs = POLL, quietMs = QUIET } = options;
  const seen = new Map<string, Seen>();

  /** Looks at all drops; those that can be taken, oldest first. */
  const look = async (): Promise<readonly string[]> => {
    const now = clock.millis();
    const paths = await found(folder);
    for (const path of seen.keys()) if (!paths.includes(path)) seen.delete(path);
    for (const path of paths) {
      const top = await surface(path);
      const known = seen.get(path);
      if (known?.imported && known.surface === top) continue;
      const print = await fingerprint(path);
      if (print === null) seen.delete(path);
      else if (known?.print.text !== print.text) {
        seen.set(path, { print, since: now, surface: top, imported: false, settled: false, after: 0, reported: '' });
      }
    }
    return [...seen]
      .filter(([, drop]) => !drop.settled && now - drop.since >= quietMs && now >= drop.after)
      .sort(([, a], [, b]) => a.print.generated - b.print.generated)
      .map(([path]) => path);
  };

  const take = async (path: string, drop: Seen, signal: AbortSignal): Promise<void> => {
    const imported = await importDrop(path, signal);
    if (signal.aborted) return;
    if (imported.ok) {
      seen.set(path, { ...drop, settled: true, imported: true });
      onEvent({ kind: 'imported', path, imported: imported.value });
      return;
    }
    const { code } = imported.error;
    const settled = !(isErrorCode(code) && OURS.has(code));
    seen.set(path, { ...drop, settled, after: clock.millis() + AGAIN, reported: code });
    if (drop.reported !== code) onEvent({ kind: 'failed', path, error: imported.error });
  };

  return {
    pass: async (signal) => {
      for (const path of await look()) {
        const drop = seen.get(path);
        if (signal.aborted || drop === undefined) break;
        await take(path, drop, signal);
      }
      const waiting = [...seen.values()].some((drop) => !drop.settled);
      return waiting ? Math.min(pollMs, quietMs) : pollMs;
    },
  };
}

/** Watches until the signal is aborted. The file system's own notice of a change makes it look at once. */
export async function watchFolder<T>(options: WatchOptions<T>, signal: AbortSignal): Promise<void> {
  const watch = createWatch(options);
  const changed = nudges(options.folder);
  try {
    while (!signal.aborted) {
      const wait = await watch.pass(signal);
      await changed.orAfter(wait, options.clock, signal);
    }
  } finally {
    changed.close();
  }
}
