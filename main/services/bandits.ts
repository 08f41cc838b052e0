import type { Services } from '../../engine/api/index.ts';
import { designProblems } from '../../engine/bandits/lifecycle/index.ts';
import type { ExploreCellRecord, WhatIfInput } from '../../engine/contract/index.ts';
import { type AppError, appError, type Clock, err, ok, type Result } from '../../engine/core/index.ts';
import type { Session } from '../../engine/members/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Spine, SpineState } from '../../engine/store/journal/index.ts';
import type { LazyOps } from '../../engine/store/ops/index.ts';
import { armPermissions, decisionsOver } from './arm-decisions.ts';
import type { BanditNights } from './bandit-nights.ts';
import { withRecorded } from './recorded-nights.ts';

interface Needs {
  readonly cache: Pick<CacheClient, 'banditList' | 'banditRead' | 'banditWhatIf'>;
  readonly spine: Pick<Spine, 'state'>;
  readonly ops: Pick<LazyOps, 'get'>;
  readonly nights: BanditNights;
  readonly session: Pick<Session, 'memberId'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly decide: Services['bandits']['decide'];
}

const withSignal = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

const recordIn = ({ cells }: SpineState, key: string): Result<ExploreCellRecord> => {
  const record = cells.get(key);
  return record === undefined ? err(appError('NOT_FOUND', { what: 'Cell', id: key })) : ok(record);
};

/** Why a prior can be none of this cell's reward; undefined when it can. */
const wrongPrior = ({ design }: ExploreCellRecord, prior: WhatIfInput['prior']): AppError | undefined =>
  designProblems({ ...design, rule: { ...design.rule, prior } }, design.budgetCap.currency).find(
    ({ code }) => code === 'CELL_PRIOR',
  );

/**
 * Bandits: the records of cells are the journal's, the reads the data worker's, the nights those of the ops tables.
 * docs/spec/bandits.md BA70–BA84.
 */
export function createBandits(needs: Needs): Services['bandits'] {
  const { cache, spine, ops, nights, session, clock, decide } = needs;
  const all = () => [...spine.state.cells.values()];
  return {
    list: async (signal) => {
      const [read, opened] = await Promise.all([cache.banditList({ cells: all() }, withSignal(signal)), ops.get()]);
      if (!read.ok) return read;
      if (!opened.ok) return opened;
      const { rows, dataThrough, method } = read.value;
      const last = new Map((await opened.value.store.nightsByCell()).map((each) => [each.cell, each.last]));
      return ok({
        bandits: rows.map((row) => ({ ...row, lastNight: last.get(row.key) ?? null })),
        dataThrough,
        method,
      });
    },
    read: async (key, signal) => {
      const cell = recordIn(spine.state, key);
      if (!cell.ok) return cell;
      const asked = { cell: cell.value, cells: all() };
      const [read, opened] = await Promise.all([cache.banditRead(asked, withSignal(signal)), ops.get()]);
      if (!read.ok) return read;
      if (!opened.ok) return opened;
      const kept = await opened.value.store.posteriors({ cell: key });
      return ok({
        read: withRecorded(read.value, kept),
        decisions: decisionsOver(spine.state, key, clock.now()),
        may: armPermissions(read.value, session.memberId() !== null),
      });
    },
    posteriors: async (query) => {
      const { from, to } = query;
      if (from !== undefined && to !== undefined && from > to)
        return err(appError('BANDIT_NIGHTS_DAYS', { from, to, reason: 'the first is after the last' }));
      const opened = await ops.get();
      return opened.ok ? ok(await opened.value.store.posteriors(query)) : opened;
    },
    whatIf: async ({ key, moreDays, prior }, signal) => {
      const cell = recordIn(spine.state, key);
      if (!cell.ok) return cell;
      const wrong = wrongPrior(cell.value, prior);
      if (wrong !== undefined) return err(wrong);
      return cache.banditWhatIf({ cell: cell.value, cells: all(), moreDays, prior }, withSignal(signal));
    },
    record: (range, signal) => nights.record(range, { signal }),
    decide,
  };
}
