import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellDesign, cellRunning } from '../../../tests/support/cells.ts';
import { commit, testSpine } from '../../../tests/support/spine.ts';
import { ANA, at, draft, opening, WORKSPACE } from '../../../tests/support/spine-events.ts';
import type { ArmPosterior } from '../../contract/index.ts';
import { dayOf } from '../../core/index.ts';
import type { Spine } from '../journal/index.ts';
import type { ContractDatabase } from './ops-store.contract.ts';
import { opsStoreOver } from './ops-store.ts';
import { refusalIn } from './refusal.ts';
import * as schema from './schema/index.ts';
import type { OpsStore, StoredNight } from './types.ts';

const BETA: ArmPosterior = { kind: 'beta', alpha: 12.1, beta: 1 / 3 };

const night = (cell: string, arm: string, day: string, changes: Partial<StoredNight> = {}): StoredNight => ({
  ...{ cell, arm, day: dayOf(day), cellVersion: 1, posterior: BETA },
  mean: 0.1 + 0.2,
  interval: { low: 0.012_345_678_901_234_567, high: 0.4, level: 0.95 },
  ...{ pBest: 0.625, expectedLoss: 1e-17, share: 0.8, trials: 1_234.5, reward: 77, since: dayOf('2026-10-20') },
  ...{ seed: '340282366920938463463374607431768211455', draws: 20_000, dataThrough: dayOf(day) },
  ...changes,
});

/** Explore cells and their nights in the ops tables, on any database. */
export function cellStoreContract(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`cells and posteriors on ${name}`, () => {
    let database: ContractDatabase;
    let spine: Spine;
    let store: OpsStore;

    beforeAll(async () => {
      database = await open();
      spine = await testSpine();
      await commit(spine, opening(), cellRunning());
      const opened = await opsStoreOver({
        ...{ db: database.db, session: database.session, workspaceId: WORKSPACE, history: spine },
        close: async () => undefined,
      });
      if (!opened.ok) throw new Error(opened.error.message);
      store = opened.value;
      await store.catchUp();
    });
    afterAll(() => database.close());

    it('[BA60] hold the cells of the fold, and no plan that was removed', async () => {
      const plan = cellDesign({
        key: 'search',
        channel: 'search',
        segment: null,
        arms: { kind: 'creatives', testId: 't1' },
        reward: 'click_rate',
      });
      await commit(
        spine,
        [draft({ type: 'cell.saved', cell: plan, version: 1 }, ANA)],
        [draft({ type: 'cell.saved', cell: { ...plan, key: 'gone' }, version: 1 }, ANA)],
        [draft({ type: 'cell.removed', key: 'gone', reason: 'Not now.' }, ANA)],
        [draft({ type: 'cell.saved', cell: { ...plan, name: 'Search, all' }, version: 2 }, ANA)],
        [draft({ type: 'cell.paused', key: 'meta-students', reason: 'Stock is out.' }, ANA)],
      );
      await store.catchUp();
      const held = await database.db.select().from(schema.exploreCells).orderBy(schema.exploreCells.key);
      expect(held.map(({ key }) => key)).toEqual(['meta-students', 'search']);
      for (const row of held) {
        const record = spine.state.cells.get(row.key);
        expect(row.design).toEqual(record?.design);
        const { status, version, createdAt, startedAt, endedAt, note } = row;
        expect(record).toMatchObject({ status, version, createdAt, startedAt, endedAt, note });
      }
      expect(held[1]).toMatchObject({
        ...{ armKind: 'creatives', testId: 't1', segment: null, reward: 'click_rate', name: 'Search, all' },
        ...{ budgetCapMinor: 300_000, currency: 'USD', firstDay: '2026-10-20', lastDay: '2026-11-30', owner: 'Ana' },
      });
    });

    it('[BA62] refuse another plan for a cell that has started, and its removal', async () => {
      const { db } = database;
      const code = (work: PromiseLike<unknown>): Promise<string | undefined> =>
        Promise.resolve(work).then(
          () => 'done',
          (error: unknown) => refusalIn(error)?.code,
        );
      await commit(spine, [draft({ type: 'cell.ended', key: 'meta-students', reason: 'Learned.' }, ANA)]);
      await store.catchUp();
      expect(await code(db.update(schema.exploreCells).set({ version: 9 }))).toBe('GW010');
      expect(await code(db.delete(schema.exploreCells))).toBe('GW010');
      expect(await db.select().from(schema.exploreCells)).toHaveLength(2);
    });

    it('[BA67] give back each kind of posterior to the last digit', async () => {
      const nights = [
        night('kinds', 'a', '2026-11-01'),
        night('kinds', 'b', '2026-11-01', { posterior: { kind: 'gamma', shape: 0.1, rate: 1e-9 }, since: null }),
        night('kinds', 'c', '2026-11-01', { posterior: { kind: 'student', mean: -1.5, scale: 2 / 3, df: 6.25 } }),
      ];
      expect(await store.putPosteriors(nights, at(1))).toEqual({
        ok: true,
        value: { written: 3, changed: 0, same: 0 },
      });
      expect(await store.posteriors({ cell: 'kinds' })).toEqual(
        nights.map((each) => ({ ...each, recordedAt: at(1), revision: 1 })),
      );
    });

    it('[BA67] leave the same night as it is, and count the revisions of one that was restated', async () => {
      const first = night('again', 'a', '2026-11-01');
      const second = night('again', 'b', '2026-11-01');
      await store.putPosteriors([first, second], at(1));
      const restated = { ...second, mean: 0.31 };
      expect(await store.putPosteriors([first, restated, night('again', 'a', '2026-11-02')], at(2))).toEqual({
        ok: true,
        value: { written: 1, changed: 1, same: 1 },
      });
      expect(await store.putPosteriors([first, restated], at(3))).toMatchObject({ value: { changed: 0, same: 2 } });
      const held = await store.posteriors({ cell: 'again', to: dayOf('2026-11-01') });
      expect(held.map(({ arm, mean, recordedAt, revision }) => [arm, mean, recordedAt, revision])).toEqual([
        ['a', first.mean, at(1), 1],
        ['b', 0.31, at(2), 2],
      ]);
      const gone = { ...restated, since: null };
      expect(await store.putPosteriors([first, gone], at(4))).toMatchObject({ value: { changed: 1 } });
    });

    it('[BA67] let an arm go that a night has no more, and no other night or cell with it', async () => {
      const [a, b] = [night('gone', 'a', '2026-11-01'), night('gone', 'b', '2026-11-01')];
      await store.putPosteriors([a, b, night('gone', 'b', '2026-11-02'), night('stays', 'b', '2026-11-01')], at(1));
      expect(await store.putPosteriors([a], at(2))).toEqual({ ok: true, value: { written: 0, changed: 1, same: 1 } });
      const held = [...(await store.posteriors({ cell: 'gone' })), ...(await store.posteriors({ cell: 'stays' }))];
      expect(held.map(({ cell, arm, day }) => [cell, arm, day])).toEqual([
        ['gone', 'a', '2026-11-01'],
        ['gone', 'b', '2026-11-02'],
        ['stays', 'b', '2026-11-01'],
      ]);
    });

    it('[BA67] keep all of a run or none of it', async () => {
      const wrong = { ...night('torn', 'z', '2026-11-01'), pBest: 1.5 };
      const many = Array.from({ length: 700 }, (_, n) => night('torn', `arm-${n}`, '2026-11-01'));
      expect(await store.putPosteriors([...many, wrong], at(1))).toMatchObject({ ok: false });
      expect(await store.posteriors({ cell: 'torn' })).toEqual([]);
      expect(await store.putPosteriors(many, at(1))).toMatchObject({ value: { written: 700 } });
      expect(await store.putPosteriors([], at(1))).toMatchObject({ value: { written: 0, changed: 0, same: 0 } });
    });

    it('[BA67] answer by cell and by days, and know the last night', async () => {
      await store.putPosteriors(
        ['2026-11-05', '2026-11-03', '2026-11-04'].map((day) => night('days', 'a', day)),
        at(1),
      );
      const days = async (from: string, to: string) =>
        (await store.posteriors({ cell: 'days', from: dayOf(from), to: dayOf(to) })).map(({ day }) => day);
      expect(await days('2026-11-04', '2026-11-09')).toEqual(['2026-11-04', '2026-11-05']);
      expect(await store.lastNight('days')).toBe('2026-11-05');
      expect(await store.lastNight('unheard-of')).toBeNull();
      const cells = new Set((await store.posteriors()).map(({ cell }) => cell));
      expect([...cells]).toEqual(['again', 'days', 'gone', 'kinds', 'stays', 'torn']);
      expect(await store.nightsByCell()).toEqual([
        { cell: 'again', nights: 2, last: '2026-11-02' },
        { cell: 'days', nights: 3, last: '2026-11-05' },
        { cell: 'gone', nights: 2, last: '2026-11-02' },
        { cell: 'kinds', nights: 1, last: '2026-11-01' },
        { cell: 'stays', nights: 1, last: '2026-11-01' },
        { cell: 'torn', nights: 1, last: '2026-11-01' },
      ]);
    });
  });
}
