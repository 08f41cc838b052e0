import type {
  ExploreCellRecord,
  NightRange,
  PosteriorNight,
  Progress,
  SnapshotRun,
} from '../../engine/contract/index.ts';
import {
  addDays,
  appError,
  type Clock,
  type Day,
  dayIn,
  err,
  millisOf,
  ok,
  type Result,
} from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import type { LazyOps, OpsStore } from '../../engine/store/ops/index.ts';
import { keptShares } from './night-shares.ts';

/** Nights written in one transaction: a crash in the midst of them leaves none of them, and all before. */
const AT_ONCE = 31;

export interface RecordOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Writes what was to be believed of each arm on each night into `bandit_posteriors`. */
export interface BanditNights {
  /**
   * With a range, its nights; without, of each cell those since its last recorded one, up to the last day of its data. A
   * night that is there as it is stays; one whose data were restated gets a revision more. Fails with BANDIT_NIGHTS_DAYS,
   * CANCELLED, and as reads of the cache and the ops tables do; nights that were written before stay.
   */
  record(range: NightRange, options?: RecordOptions): Promise<Result<SnapshotRun>>;
}

interface Needs {
  readonly cache: Pick<CacheClient, 'banditNights'>;
  readonly spine: { readonly state: Pick<Spine['state'], 'cells'> };
  readonly ops: Pick<LazyOps, 'get'>;
  readonly clock: Pick<Clock, 'now' | 'millis'>;
  readonly zone: string;
}

/** The last day of a cell that may have a night: its own, or that on which it was ended. */
function lastNightOf({ design, endedAt }: ExploreCellRecord, zone: string): Day {
  if (endedAt === null) return design.lastDay;
  const [first = design.lastDay] = [design.lastDay, dayIn(millisOf(endedAt), zone)].toSorted();
  return first;
}

const later = (a: Day, b: Day): Day => (a < b ? b : a);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

const NONE: SnapshotRun = { from: null, to: null, nights: 0, cells: 0, written: 0, changed: 0, same: 0 };

/** The rows of a cell in lots of whole nights, oldest first. */
function lotsOf(rows: readonly PosteriorNight[]): readonly (readonly PosteriorNight[])[] {
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const lots: PosteriorNight[][] = [];
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const lot = new Set(days.slice(from, from + AT_ONCE));
    lots.push(rows.filter(({ day }) => lot.has(day)));
  }
  return lots;
}

export function createBanditNights({ cache, spine, ops, clock, zone }: Needs): BanditNights {
  const orderly = ({ from, to }: NightRange): Result<void> => {
    const today = dayIn(clock.millis(), zone);
    const bad = (reason: string) =>
      err(appError('BANDIT_NIGHTS_DAYS', { from: from ?? 'the first', to: to ?? 'the last', reason }));
    if (from !== undefined && to !== undefined && from > to) return bad('the first is after the last');
    if (from !== undefined && from > today) return bad(`today is ${today}`);
    return to !== undefined && to > today ? bad(`today is ${today}`) : ok(undefined);
  };

  const recordCell = async (
    store: OpsStore,
    cell: ExploreCellRecord,
    range: NightRange,
    signal: AbortSignal | undefined,
  ): Promise<Result<SnapshotRun>> => {
    const { key, firstDay } = cell.design;
    const kept = range.from === undefined && range.to === undefined ? await store.lastNight(key) : null;
    const from = later(firstDay, range.from ?? (kept === null ? firstDay : addDays(kept, 1)));
    const to = earlier(lastNightOf(cell, zone), range.to ?? cell.design.lastDay);
    if (from > to) return ok(NONE);
    const cells = [...spine.state.cells.values()];
    const found = await cache.banditNights({ cell, cells, from, to }, signal === undefined ? {} : { signal });
    if (!found.ok) return found;
    let run = NONE;
    for (const lot of lotsOf(found.value.rows)) {
      if (signal?.aborted === true) return err(appError('CANCELLED'));
      const [first, last] = [lot[0]?.day, lot.at(-1)?.day];
      if (first === undefined || last === undefined) continue;
      const before = await store.posteriors({ cell: key, from: first, to: last });
      const put = await store.putPosteriors(keptShares(lot, before), clock.now());
      if (!put.ok) return put;
      const nights = new Set(lot.map(({ day }) => day)).size;
      run = together(run, { from: first, to: last, nights, cells: 0, ...put.value });
    }
    return ok({ ...run, cells: run.nights > 0 ? 1 : 0 });
  };

  return {
    async record(range, { signal, onProgress } = {}) {
      const fine = orderly(range);
      if (!fine.ok) return fine;
      const cells = [...spine.state.cells.values()].filter(({ status }) => status !== 'planned');
      if (cells.length === 0) return ok(NONE);
      const opened = await ops.get();
      if (!opened.ok) return opened;
      let run = NONE;
      for (const [index, cell] of cells.entries()) {
        if (signal?.aborted === true) return err(appError('CANCELLED'));
        onProgress?.({ phase: 'nights', fraction: index / cells.length, message: cell.design.name });
        const done = await recordCell(opened.value.store, cell, range, signal);
        if (!done.ok) return done;
        run = together(run, done.value);
      }
      return ok(run);
    },
  };
}

/** `nights` counts a night of each cell. */
function together(a: SnapshotRun, b: SnapshotRun): SnapshotRun {
  const days = [a.from, b.from, a.to, b.to].filter((day) => day !== null).toSorted();
  return {
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    nights: a.nights + b.nights,
    cells: a.cells + b.cells,
    written: a.written + b.written,
    changed: a.changed + b.changed,
    same: a.same + b.same,
  };
}
