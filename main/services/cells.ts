import type { Services } from '../../engine/api/index.ts';
import { boardOf, permitted } from '../../engine/bandits/board/index.ts';
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
import type { ExploreCellRecord, ExploreCellRow } from '../../engine/contract/index.ts';
import { appError, type Clock, dayIn, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { Session } from '../../engine/members/index.ts';
import type { EventDraft, Spine, SpineState } from '../../engine/store/journal/index.ts';

interface Needs {
  readonly spine: Spine;
  readonly session: Session;
  readonly clock: Pick<Clock, 'millis'>;
  readonly settings: { readonly currency: string; readonly zone: string };
}

const recordIn = ({ cells }: SpineState, key: string): Result<ExploreCellRecord> => {
  const record = cells.get(key);
  return record === undefined ? err(appError('NOT_FOUND', { what: 'Cell', id: key })) : ok(record);
};

/**
 * Explore cells: the records are the journal's, the numbers the data worker's. Everything that is written down needs a
 * signed-in member. docs/spec/bandits.md BA60–BA69.
 */
export function createCells({ spine, session, clock, settings }: Needs): Services['cells'] {
  const { currency, zone } = settings;

  /** Journals what `decide` answers on the latest state, by the signed-in member. */
  const journaled = async (
    decide: (state: SpineState, by: Uuid) => Result<readonly EventDraft[]>,
  ): Promise<Result<void>> => {
    const signer = session.current();
    if (!signer.ok) return signer;
    const written = await spine.transact((state) => decide(state, signer.value.memberId));
    return written.ok ? ok(undefined) : written;
  };

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

  const startGround = ({ cells }: SpineState, arms: number | null): StartGround => ({
    ...{ cells, currency, arms },
    today: dayIn(clock.millis(), zone),
  });

  const may = (record: ExploreCellRecord): ExploreCellRow['may'] => {
    const signed = session.memberId() !== null;
    const permission = (allowed: Result<unknown>) =>
      permitted(allowed.ok && !signed ? err(appError('SIGN_IN_REQUIRED')) : allowed);
    return {
      edit: permission(mayRemoveCell(record)),
      start: permission(mayStartCell(record, startGround(spine.state, null))),
      pause: permission(record.status === 'paused' ? mayResumeCell(record) : mayPauseCell(record)),
      end: permission(mayEndCell(record)),
    };
  };

  const board: Services['cells']['board'] = async () =>
    ok(
      boardOf(spine.state.cells.values(), {
        ...{ currency, zone, may, dataThrough: null, channels: [], segments: [] },
        ...{ spend: new Map(), reads: new Map(), nights: new Map(), decidedOn: new Map() },
      }),
    );

  return {
    board,
    vocabulary: async () => ok({ channels: [], segments: [], tests: [], currency, dataThrough: null, owners: [] }),
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
    start: (key) =>
      changed(
        key,
        (record, state) => mayStartCell(record, startGround(state, null)),
        ({ version }) => ({ type: 'cell.started', key, version }),
      ),
    pause: (key, reason) => changed(key, mayPauseCell, () => ({ type: 'cell.paused', key, reason })),
    resume: (key) => changed(key, mayResumeCell, () => ({ type: 'cell.resumed', key })),
    end: (key, reason) => changed(key, mayEndCell, () => ({ type: 'cell.ended', key, reason })),
    plan: async () => err(appError('CELL_PLAN_GROUND', { reason: 'the data has not been read' })),
    adopt: async (designs) => {
      const done = await journaled((state, actor) => adoptEvents(designs, state.cells, { actor, currency }));
      return done.ok ? board(undefined) : done;
    },
  };
}
