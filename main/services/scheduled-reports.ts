import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { JobRun, Report, ReportSchedule, ScheduledReport } from '../../engine/contract/index.ts';
import {
  appError,
  type Clock,
  type Day,
  dayIn,
  err,
  isUuid,
  ok,
  type Result,
  type Uuid,
} from '../../engine/core/index.ts';
import { formatFailure } from '../../engine/serializer/index.ts';
import type { LazyOps, OpsStore } from '../../engine/store/ops/index.ts';
import type { Settings } from '../../engine/workspace/index.ts';
import type { Host } from '../host.ts';
import type { ConnectionStore } from './connections.ts';
import type { WriteInto } from './report-order.ts';

/** The name of the job in `job_runs`. */
const JOB = 'report';
/** Runs that are shown. */
const SHOWN = 30;

/** What came of asking for today's report. */
export type ScheduledRun =
  | { readonly did: 'nothing'; readonly why: 'not_scheduled' | 'not_yet' | 'done_already' }
  | { readonly did: 'wrote'; readonly reports: readonly Report[]; readonly run: JobRun };

type ScheduleInput = (Omit<ReportSchedule, 'folder'> & { readonly folder?: string | undefined }) | null;

export interface ScheduledReports {
  view(): Promise<Result<ScheduledReport>>;
  set(schedule: ScheduleInput): Promise<Result<ScheduledReport>>;
  /**
   * Writes today's report, once a day however often it is asked for. A run that failed is tried again. `whenDue`: only from
   * the time of day on that the schedule says. Errors: those of the report, which are kept with the run.
   */
  run(options: { readonly whenDue: boolean }): Promise<Result<ScheduledRun>>;
}

interface Needs {
  readonly connections: Pick<ConnectionStore, 'settings' | 'setSchedule'>;
  readonly host: Pick<Host, 'kind' | 'chooseFolder'>;
  readonly reportsFolder: string;
  readonly ops: Pick<LazyOps, 'get'>;
  readonly clock: Clock;
  readonly write: WriteInto;
}

/** The id of a day's run: the same for the same day, so that a day has one run (a UUIDv8 of the SHA-256 of its name). */
export function runId(workspace: Uuid, day: Day): Uuid {
  const hex = createHash('sha256').update(`${JOB} ${workspace} ${day}`).digest('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  if (!isUuid(id)) throw new Error('a hash made an invalid id');
  return id;
}

/** `HH:MM` of an instant in a zone. */
const timeIn = (millis: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    millis,
  );

/** The report of every day: when it is due, where it goes, and that it is written once. */
export function createScheduledReports(needs: Needs): ScheduledReports {
  const { connections, host, ops, clock } = needs;

  const withStore = async <T>(work: (store: OpsStore) => Promise<Result<T>>): Promise<Result<T>> => {
    const opened = await ops.get();
    return opened.ok ? work(opened.value.store) : opened;
  };

  const view = (): Promise<Result<ScheduledReport>> =>
    withStore(async (store) =>
      ok({ schedule: connections.settings.reports ?? null, runs: await store.jobRuns(JOB, SHOWN) }),
    );

  /** In the window the person chooses the folder: what a page says is not a place to write to. */
  const folderFor = async (folder: string | undefined): Promise<Result<string>> => {
    const current = connections.settings.reports?.folder;
    if (host.kind === 'headless') return ok(folder ?? current ?? needs.reportsFolder);
    if (current !== undefined && (folder === undefined || folder === current)) return ok(current);
    const chosen = await host.chooseFolder('Choose the folder for the daily report');
    return chosen === null ? err(appError('CANCELLED')) : ok(chosen);
  };

  const set = async (schedule: ScheduleInput): Promise<Result<ScheduledReport>> => {
    if (schedule === null) {
      const ended = await connections.setSchedule(null);
      return ended.ok ? view() : ended;
    }
    const folder = await folderFor(schedule.folder);
    if (!folder.ok) return folder;
    const kept = await connections.setSchedule({ ...schedule, folder: folder.value });
    return kept.ok ? view() : kept;
  };

  const runOnce = async (
    store: OpsStore,
    { id: workspace }: Settings,
    schedule: ReportSchedule,
    day: Day,
  ): Promise<Result<ScheduledRun>> => {
    const id = runId(workspace, day);
    const runs = await store.jobRuns(JOB, SHOWN);
    if (runs.some((run) => run.id === id && run.outcome === 'succeeded'))
      return ok({ did: 'nothing', why: 'done_already' });
    const folder = join(schedule.folder, day);
    const started: JobRun = { id, job: JOB, startedAt: clock.now(), finishedAt: null, outcome: null, note: folder };
    await store.putJobRun(started);
    const written = await needs.write(folder, { pages: schedule.pages, formats: schedule.formats });
    const finishedAt = clock.now();
    if (!written.ok) {
      const { code } = written.error;
      const outcome = code === 'CANCELLED' ? 'cancelled' : 'failed';
      await store.putJobRun({ ...started, finishedAt, outcome, note: `${code}: ${formatFailure(written.error)}` });
      return written;
    }
    const run: JobRun = { ...started, finishedAt, outcome: 'succeeded' };
    await store.putJobRun(run);
    return ok({ did: 'wrote', reports: written.value, run });
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    view,
    set,
    run: ({ whenDue }) => {
      const turn = last.then(async (): Promise<Result<ScheduledRun>> => {
        const { settings } = connections;
        if (settings.reports === undefined) return ok({ did: 'nothing', why: 'not_scheduled' });
        const { reports: schedule, zone } = settings;
        const now = clock.millis();
        if (whenDue && timeIn(now, zone) < schedule.at) return ok({ did: 'nothing', why: 'not_yet' });
        return withStore((store) => runOnce(store, settings, schedule, dayIn(now, zone)));
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/**
 * Writes the day's report when its time comes, for as long as the workbench is open. A day whose report failed is left to
 * the daily job, or to the next start.
 */
export async function keepSchedule(
  scheduled: ScheduledReports,
  { clock, zone, signal }: { readonly clock: Clock; readonly zone: string; readonly signal: AbortSignal },
  onFailure: (code: string) => void,
): Promise<void> {
  let failedOn: Day | null = null;
  while (!signal.aborted) {
    const today = dayIn(clock.millis(), zone);
    if (failedOn !== today) {
      const run = await scheduled.run({ whenDue: true });
      if (!run.ok) {
        failedOn = today;
        onFailure(run.error.code);
      }
    }
    try {
      await clock.sleep(60_000, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      throw thrown;
    }
  }
}
