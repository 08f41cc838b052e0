import { describe, expect, it } from 'vitest';
import type { JobRun, Report, ReportSchedule } from '../../engine/contract/index.ts';
import { appError, dayOf, err, isUuid, ok, type Result } from '../../engine/core/index.ts';
import type { OpenedOps } from '../../engine/store/ops/pglite.ts';
import { META_DEFAULTS, type Settings, settingsSchema } from '../../engine/workspace/index.ts';
import { manualClock } from '../../tests/support/clock.ts';
import type { ReportOrder } from './report-order.ts';
import { createScheduledReports, keepSchedule, runId } from './scheduled-reports.ts';

const SCHEDULE: ReportSchedule = { pages: ['executive'], formats: ['html'], folder: '/reports', at: '07:30' };
const SETTINGS: Settings = settingsSchema.parse({
  version: 1,
  id: '01930000-0000-7000-8000-000000000001',
  name: 'Balance',
  sample: true,
  zone: 'America/New_York',
  currency: 'EUR',
  meta: META_DEFAULTS,
});

/** A schedule over a table of runs in memory and a writer that only notes what it is asked. */
function world(
  options: { kind?: 'desktop' | 'headless'; reports?: ReportSchedule; start?: string; chosen?: string | null } = {},
) {
  const { kind = 'headless', start = '2026-11-22T13:00:00.000Z', chosen = '/chosen' } = options;
  let settings: Settings = options.reports === undefined ? SETTINGS : { ...SETTINGS, reports: options.reports };
  const kept = new Map<string, JobRun>();
  const orders: { folder: string; order: ReportOrder }[] = [];
  const asked: string[] = [];
  let answer: Result<readonly Report[]> = ok([]);
  const clock = manualClock(start);
  const store = {
    putJobRun: async (run: JobRun) => void kept.set(run.id, run),
    jobRuns: async () => [...kept.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1)),
  };
  const scheduled = createScheduledReports({
    connections: {
      get settings() {
        return settings;
      },
      setSchedule: async (schedule) => {
        const { reports: _, ...rest } = settings;
        settings = schedule === null ? rest : { ...rest, reports: schedule };
        return ok(settings);
      },
    },
    host: {
      kind,
      chooseFolder: async (title) => {
        asked.push(title);
        return chosen;
      },
    },
    reportsFolder: '/workspace/reports',
    ops: { get: async (): Promise<Result<OpenedOps>> => ok({ store: memoryStore(store), rebuilt: false }) },
    clock,
    write: async (folder, order) => {
      orders.push({ folder, order });
      return answer;
    },
  });
  return {
    scheduled,
    clock,
    kept,
    orders,
    asked,
    answerWith: (next: typeof answer): void => {
      answer = next;
    },
    settings: () => settings,
  };
}

/** The two methods of the tables this needs; the others are not for it. */
function memoryStore(store: Pick<OpenedOps['store'], 'putJobRun' | 'jobRuns'>): OpenedOps['store'] {
  const no = async (): Promise<never> => {
    throw new Error('not for scheduled reports');
  };
  return {
    ...store,
    cursor: { seq: 0, hash: '0'.repeat(64) },
    catchUp: no,
    auditEntries: no,
    putProof: no,
    putProofs: no,
    getProof: no,
    putQuarantine: no,
    quarantine: no,
    assignmentsOf: no,
    putAssignments: no,
    putExposures: no,
    putMetricDays: no,
    metricDays: no,
    ...{ putPosteriors: no, posteriors: no, lastNight: no, nightsByCell: no },
    close: no,
  };
}

describe('the report of every day', () => {
  it('[RX12] is written once a day, into a folder called by the day', async () => {
    const { scheduled, orders, clock } = world({ reports: SCHEDULE });
    expect(await scheduled.run({ whenDue: false })).toMatchObject({ ok: true, value: { did: 'wrote' } });
    expect(await scheduled.run({ whenDue: false })).toEqual(ok({ did: 'nothing', why: 'done_already' }));
    expect(await scheduled.run({ whenDue: true })).toEqual(ok({ did: 'nothing', why: 'done_already' }));
    expect(orders).toEqual([{ folder: '/reports/2026-11-22', order: { pages: ['executive'], formats: ['html'] } }]);
    clock.advance(24 * 3_600_000);
    await scheduled.run({ whenDue: false });
    expect(orders.map(({ folder }) => folder)).toEqual(['/reports/2026-11-22', '/reports/2026-11-23']);
  });

  it('[RX12] waits for its time of day in the workspace’s zone', async () => {
    const { scheduled, clock, orders } = world({ reports: SCHEDULE, start: '2026-11-22T12:29:59.000Z' });
    expect(await scheduled.run({ whenDue: true })).toEqual(ok({ did: 'nothing', why: 'not_yet' }));
    clock.advance(1000);
    expect(await scheduled.run({ whenDue: true })).toMatchObject({ value: { did: 'wrote' } });
    expect(orders).toHaveLength(1);
  });

  it('[RX12] asked for twice at once, it is written once', async () => {
    const { scheduled, orders } = world({ reports: SCHEDULE });
    const runs = await Promise.all([scheduled.run({ whenDue: false }), scheduled.run({ whenDue: true })]);
    expect(runs.map((run) => run.ok && run.value.did)).toEqual(['wrote', 'nothing']);
    expect(orders).toHaveLength(1);
  });

  it('[RX13] keeps what went wrong with its code, and is tried again under the same id', async () => {
    const { scheduled, kept, answerWith } = world({ reports: SCHEDULE });
    answerWith(err(appError('REPORT_TARGET', { path: '/reports', reason: 'read only' })));
    expect(await scheduled.run({ whenDue: false })).toMatchObject({ ok: false, error: { code: 'REPORT_TARGET' } });
    const [failed] = kept.values();
    expect(failed).toMatchObject({
      job: 'report',
      outcome: 'failed',
      note: expect.stringMatching(/^REPORT_TARGET: The report can not be written/),
    });
    answerWith(ok([]));
    expect(await scheduled.run({ whenDue: false })).toMatchObject({ value: { did: 'wrote' } });
    expect([...kept.values()]).toMatchObject([{ id: failed?.id, outcome: 'succeeded', note: '/reports/2026-11-22' }]);
  });

  it('[RX13] gives a day of a workspace one id', () => {
    const ids = ['2026-11-22', '2026-11-23'].map((day) => runId(SETTINGS.id, dayOf(day)));
    expect(ids.every(isUuid)).toBe(true);
    expect(new Set([...ids, runId(SETTINGS.id, dayOf('2026-11-22'))]).size).toBe(2);
  });

  it('[RX13] is left to the daily job for the rest of a day that failed', async () => {
    const { scheduled, clock, answerWith, orders } = world({ reports: SCHEDULE, start: '2026-11-22T13:00:00.000Z' });
    answerWith(err(appError('DISK_FULL')));
    const ending = new AbortController();
    const codes: string[] = [];
    let minutes = 0;
    const ticking = {
      ...clock,
      millis: clock.millis,
      sleep: async (ms: number) => {
        clock.advance(ms);
        minutes += 1;
        if (minutes === 26 * 60) ending.abort();
      },
    };
    await keepSchedule(scheduled, { clock: ticking, zone: SETTINGS.zone, signal: ending.signal }, (code) =>
      codes.push(code),
    );
    expect(codes).toEqual(['DISK_FULL', 'DISK_FULL']);
    expect(orders.map(({ folder }) => folder)).toEqual(['/reports/2026-11-22', '/reports/2026-11-23']);
  });

  it('does nothing where none is wanted', async () => {
    const { scheduled, orders } = world();
    expect(await scheduled.run({ whenDue: false })).toEqual(ok({ did: 'nothing', why: 'not_scheduled' }));
    expect(await scheduled.view()).toEqual(ok({ schedule: null, runs: [] }));
    expect(orders).toEqual([]);
  });

  it('[RX14] is set with a folder that the person chose, or that was there', async () => {
    const { folder: _, ...wish } = SCHEDULE;
    const window = world({ kind: 'desktop' });
    await window.scheduled.set({ ...wish, folder: '/etc' });
    expect(window.settings().reports?.folder).toBe('/chosen');
    await window.scheduled.set({ ...wish, at: '09:00', folder: '/chosen' });
    expect(window.settings().reports).toEqual({ ...SCHEDULE, at: '09:00', folder: '/chosen' });
    expect(window.asked).toHaveLength(1);
    const closed = world({ kind: 'desktop', chosen: null });
    expect(await closed.scheduled.set(wish)).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(closed.settings().reports).toBeUndefined();
    const server = world();
    await server.scheduled.set(wish);
    expect(server.settings().reports?.folder).toBe('/workspace/reports');
    await server.scheduled.set(null);
    expect(server.settings().reports).toBeUndefined();
  });
});
