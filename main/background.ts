import type { Change } from '../engine/contract/index.ts';
import type { Clock, Result } from '../engine/core/index.ts';
import type { Outbox } from '../sync/outbox/index.ts';
import type { Log } from './log.ts';
import type { BanditNights } from './services/bandit-nights.ts';
import type { Imports } from './services/imports.ts';
import { keepSchedule, type ScheduledReports } from './services/scheduled-reports.ts';

/** The window's first frames come before what nobody waits for, in milliseconds. */
const AFTER_FIRST_FRAMES = 5_000;

/** What an open workspace does by itself. */
export interface Background {
  /** Imports what comes to lie below the workspace's exports. */
  startWatching(): void;
  /** Keeps sending what is approved; resumes by itself when the network is back. */
  startSync(): void;
  /** Writes the day's report when its time comes, and records nights of cells that are missing. */
  startSchedule(): void;
  /** Data have come: nights that were not recorded for want of them may be now. */
  onLoaded(): void;
  /** Ends all of it; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

interface Needs {
  readonly clock: Clock;
  readonly zone: string;
  readonly log: Log;
  readonly exportsDir: string;
  readonly imports: Pick<Imports, 'watch'>;
  readonly recordLoads: () => Promise<Result<void>>;
  readonly outbox: Pick<Outbox, 'runLoop'>;
  readonly banditNights: BanditNights;
  readonly scheduledReports: ScheduledReports;
  readonly announce: (topic: Change['topic']) => void;
}

export function createBackground(needs: Needs): Background {
  const { clock, zone, log, exportsDir, banditNights, scheduledReports } = needs;
  const ending = new AbortController();
  const { signal } = ending;
  let watching: Promise<unknown> | null = null;
  let syncing: Promise<void> | null = null;
  let scheduling: Promise<void> | null = null;
  let catching = Promise.resolve();

  const watchExports = async (): Promise<void> => {
    await clock.sleep(AFTER_FIRST_FRAMES, signal);
    await needs.imports.watch(
      exportsDir,
      (event) => {
        if (event.kind === 'failed') log.warn('drop not imported', { drop: event.path, code: event.error.code });
        else if (!event.imported.alreadyLoaded) log.info('drop imported', { drop: event.path });
      },
      signal,
    );
  };

  /** Nights of cells that are missing, one run after the other; what fails is tried again with the next load. */
  const catchUpNights = (after = 0): void => {
    catching = catching
      .then(async () => {
        if (after > 0) await clock.sleep(after, signal);
        if (signal.aborted) return;
        const run = await banditNights.record({}, { signal });
        if (run.ok && run.value.written > 0) needs.announce('cells');
        if (!run.ok && !signal.aborted) log.warn('nights of cells not recorded', { code: run.error.code });
      })
      .catch((thrown: unknown) => {
        if (!signal.aborted) log.bug('nights of cells', thrown);
      });
  };

  return {
    startWatching: () => {
      watching ??= watchExports().catch((thrown: unknown) => {
        if (!signal.aborted) log.bug('watching ended', thrown);
      });
    },
    startSync: () => {
      syncing ??= needs.recordLoads().then(() => needs.outbox.runLoop({ signal }));
      syncing.catch((thrown: unknown) => log.bug('sync ended', thrown));
    },
    startSchedule: () => {
      if (scheduling === null) catchUpNights(AFTER_FIRST_FRAMES);
      scheduling ??= keepSchedule(scheduledReports, { clock, zone, signal }, (code) =>
        log.warn('daily report not written', { code }),
      );
      scheduling.catch((thrown: unknown) => log.bug('schedule ended', thrown));
    },
    onLoaded: () => {
      if (scheduling !== null) catchUpNights();
    },
    stop: async () => {
      ending.abort();
      await Promise.allSettled([syncing, watching, scheduling, catching]);
    },
  };
}
