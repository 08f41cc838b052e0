import type { Services } from '../../engine/api/index.ts';
import { boardOf, permitted, vocabularyOf } from '../../engine/bandits/board/index.ts';
import {
  adoptEvents,
  mayEndCell,
  mayPauseCell,
  mayRemoveCell,
  mayResumeCell,
  maySaveCell,
  mayStartCell,
  type StartGround,
} from '../../engine/bandits/lifecycle/index.ts';
import { armsOffered, planCells } from '../../engine/bandits/plan/index.ts';
import type { CellOffer, ExploreCellRecord, ExploreCellRow } from '../../engine/contract/index.ts';
import { appError, type Clock, type Day, dayIn, err, ok, type Result } from '../../engine/core/index.ts';
import type { Session } from '../../engine/members/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { EventDraft, Spine, SpineState } from '../../engine/store/journal/index.ts';
import type { LazyOps } from '../../engine/store/ops/index.ts';
import { cellLog } from './cell-log.ts';
import { decidedOn } from './decided-on.ts';
import { journaledBy } from './journaled.ts';

interface Needs {
  readonly cache: Pick<CacheClient, 'banditList' | 'cellSpend' | 'cellGround' | 'cellOffer'>;
  readonly spine: Spine;
  readonly ops: Pick<LazyOps, 'get'>;
  readonly session: Session;
  readonly clock: Pick<Clock, 'millis'>;
  readonly settings: { readonly currency: string; readonly zone: string };
}

/** What a plan stands on, and what counts as there now: the last four weeks of the data. */
const GROUND_DAYS = 28;

const withSignal = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

const recordIn = ({ cells }: SpineState, key: string): Result<ExploreCellRecord> => {
  const record = cells.get(key);
  return record === undefined ? err(appError('NOT_FOUND', { what: 'Cell', id: key })) : ok(record);
};

/**
 * Explore cells: the records are the journal's, the numbers the data worker's, the nights those of the ops tables.
 * Everything that is written down needs a signed-in member. docs/spec/bandits.md BA60–BA69.
 */
export function createCells({ cache, spine, ops, session, clock, settings }: Needs): Services['cells'] {
  const { currency, zone } = settings;
  const today = (): Day => dayIn(clock.millis(), zone);

  const journaled = journaledBy(session, spine);

  /** One event on one cell when `may` allows it; resolves to its record as it is then. */
  const changed = async (
    key: string,
    may: (record: ExploreCellRecord, state: SpineState) => Result<unknown>,
    event: (record: ExploreCellRecord) => EventDraft['event'],
  ): Promise<Result<ExploreCellRecord>> => {
    const done = await journaled((state, actor) => {
      const record = recordIn(state, key);
      if (!record.ok) return record;
      const allowed = may(record.value, state);
      return allowed.ok ? ok([{ actor, event: event(record.value) }]) : allowed;
    });
    return done.ok ? recordIn(spine.state, key) : done;
  };

  const offered = (signal?: AbortSignal) => cache.cellOffer({ days: GROUND_DAYS, to: null }, withSignal(signal));

  const startGround = ({ design }: ExploreCellRecord, { cells }: SpineState, offer: CellOffer): StartGround => ({
    ...{ cells, currency, today: today() },
    arms: armsOffered(design, offer, cells.values()),
  });

  const mayWith =
    (offer: CellOffer) =>
    (record: ExploreCellRecord): ExploreCellRow['may'] => {
      const signedIn = session.memberId() !== null;
      const permission = (allowed: Result<unknown>) =>
        permitted(allowed.ok && !signedIn ? err(appError('SIGN_IN_REQUIRED')) : allowed);
      return {
        edit: permission(mayRemoveCell(record)),
        start: permission(mayStartCell(record, startGround(record, spine.state, offer))),
        pause: permission(record.status === 'paused' ? mayResumeCell(record) : mayPauseCell(record)),
        end: permission(mayEndCell(record)),
      };
    };

  const board: Services['cells']['board'] = async (signal) => {
    const cells = [...spine.state.cells.values()];
    const [list, spend, offer, opened] = await Promise.all([
      cache.banditList({ cells }, withSignal(signal)),
      cache.cellSpend({ cells }, withSignal(signal)),
      offered(signal),
      ops.get(),
    ]);
    if (!list.ok) return list;
    if (!spend.ok) return spend;
    if (!offer.ok) return offer;
    if (!opened.ok) return opened;
    const { channels, segments } = vocabularyOf(offer.value, { currency, owners: [] });
    return ok(
      boardOf(cells, {
        ...{ currency, zone, channels, segments, dataThrough: list.value.dataThrough },
        spend: new Map(spend.value.rows.map((row) => [row.cell, row])),
        reads: new Map(list.value.rows.map((row) => [row.key, row])),
        nights: new Map((await opened.value.store.nightsByCell()).map((each) => [each.cell, each])),
        decidedOn: decidedOn(spine.state),
        offered: ({ design }) => armsOffered(design, offer.value, cells),
        may: mayWith(offer.value),
      }),
    );
  };

  return {
    board,
    log: async (key) => {
      const record = recordIn(spine.state, key);
      return record.ok ? ok(cellLog(spine.entries(), key, spine.state)) : record;
    },
    vocabulary: async (signal) => {
      const offer = await offered(signal);
      if (!offer.ok) return offer;
      const { members, cells } = spine.state;
      const owners = [...members.values()]
        .map(({ name }) => name)
        .concat([...cells.values()].map(({ design }) => design.owner));
      return ok(vocabularyOf(offer.value, { currency, owners }));
    },
    save: async (cell) => {
      const done = await journaled((state, actor) => {
        const version = maySaveCell(cell, state.cells, currency);
        return version.ok ? ok([{ actor, event: { type: 'cell.saved', cell, version: version.value } }]) : version;
      });
      return done.ok ? recordIn(spine.state, cell.key) : done;
    },
    remove: async (key, reason) => {
      const done = await journaled((state, actor) => {
        const record = recordIn(state, key);
        if (!record.ok) return record;
        const removed = mayRemoveCell(record.value);
        return removed.ok ? ok([{ actor, event: { type: 'cell.removed', key, reason } }]) : removed;
      });
      return done.ok ? ok({ key }) : done;
    },
    start: async (key) => {
      const offer = await offered();
      if (!offer.ok) return offer;
      return changed(
        key,
        (record, state) => mayStartCell(record, startGround(record, state, offer.value)),
        ({ version }) => ({ type: 'cell.started', key, version }),
      );
    },
    pause: (key, reason) => changed(key, mayPauseCell, () => ({ type: 'cell.paused', key, reason })),
    resume: (key) => changed(key, mayResumeCell, () => ({ type: 'cell.resumed', key })),
    end: (key, reason) => changed(key, mayEndCell, () => ({ type: 'cell.ended', key, reason })),
    plan: async (input, signal) => {
      const given = input.budget.currency;
      if (given !== currency) return err(appError('CELL_CURRENCY', { key: 'the plan', given, currency }));
      const [ground, offer] = await Promise.all([
        cache.cellGround({ currency, days: GROUND_DAYS, to: null }, withSignal(signal)),
        offered(signal),
      ]);
      if (!ground.ok) return ground;
      if (!offer.ok) return offer;
      const { rows, dataThrough } = ground.value;
      const { cells } = spine.state;
      return planCells(input, {
        ...{ rows, dataThrough, cells },
        offer: offer.value,
        days: GROUND_DAYS,
        today: today(),
      });
    },
    adopt: async (designs) => {
      const done = await journaled((state, actor) => adoptEvents(designs, state.cells, { actor, currency }));
      return done.ok ? board(undefined) : done;
    },
  };
}
