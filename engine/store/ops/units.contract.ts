import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, testId } from '../../../tests/support/spine-events.ts';
import { dayOf } from '../../core/index.ts';
import { metricDayStore } from './metric-days.ts';
import type { ContractDatabase } from './ops-store.contract.ts';
import { refusalIn } from './refusal.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';
import type { AssignedUnit, MetricDayStore, StoredMetricDay, UnitStore } from './types.ts';
import { unitStore } from './units.ts';

const assigned = (unitId: string, changes: Partial<AssignedUnit> = {}): AssignedUnit => ({
  experiment: 'checkout',
  unitId,
  unitType: 'user',
  variation: 'treatment',
  bucketVersion: 1,
  assignedAt: at(1),
  exposedAt: null,
  ...changes,
});
const key = (unitId: string, experiment = 'checkout') => ({ experiment, unitId });

/** What every database must do with the units and the sums of experiments. */
export function unitsContract(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`units on ${name}`, () => {
    let database: ContractDatabase;
    let db: OpsDb;
    let store: UnitStore & MetricDayStore;
    let next = 5_000;

    beforeAll(async () => {
      database = await open();
      db = database.db;
    });
    afterAll(() => database.close());
    beforeEach(() => {
      next += 1;
      store = { ...unitStore(database.session, testId(next)), ...metricDayStore(db, testId(next)) };
    });

    /** SQLSTATE of the refusal, or `done`. */
    const refusalOf = async (statement: string): Promise<string> => {
      try {
        await db.execute(sql.raw(statement));
        return 'done';
      } catch (error) {
        const refusal = refusalIn(error);
        if (refusal === null) throw error;
        return refusal.code;
      }
    };

    it('[EX19] writes a unit once: the first call has it, the row stays as it was', async () => {
      const given = [assigned('u1'), assigned('ü 2'), assigned('u1', { variation: 'control' })];
      const first = await store.putAssignments(given);
      expect(first).toMatchObject({ ok: true, value: expect.arrayContaining([key('u1'), key('ü 2')]) });
      expect(first.ok && first.value).toHaveLength(2);
      const again = await store.putAssignments([assigned('u1', { variation: 'control' }), assigned('u3')]);
      expect(again).toEqual({ ok: true, value: [key('u3')] });
      const asked = [key('u1'), key('ü 2'), key('u9'), key('u1', 'pricing')];
      const held = await store.assignmentsOf(asked);
      expect(held.ok && held.value.toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1))).toEqual([
        assigned('u1'),
        assigned('ü 2'),
      ]);
    });

    it('[EX19] keeps the workspaces apart', async () => {
      await store.putAssignments([assigned('u1')]);
      expect(await unitStore(database.session, testId(4_999)).assignmentsOf([key('u1')])).toEqual({
        ok: true,
        value: [],
      });
    });

    it('[EX19] notes the first exposure of a unit that was assigned', async () => {
      await store.putAssignments([assigned('u1'), assigned('u2')]);
      const exposures = [
        { ...key('u1'), exposedAt: at(5) },
        { ...key('u1'), exposedAt: at(3) },
        { ...key('u9'), exposedAt: at(5) },
      ];
      expect(await store.putExposures(exposures)).toEqual({ ok: true, value: [key('u1')] });
      expect(await store.putExposures([{ ...key('u1'), exposedAt: at(9) }])).toEqual({ ok: true, value: [] });
      const held = await store.assignmentsOf([key('u1'), key('u2')]);
      expect(new Map(held.ok ? held.value.map(({ unitId, exposedAt }) => [unitId, exposedAt]) : [])).toEqual(
        new Map([
          ['u1', at(3)],
          ['u2', null],
        ]),
      );
    });

    it('[EX19] GW001: what a unit was given does not change, whoever writes', async () => {
      await store.putAssignments([assigned('u1')]);
      await store.putExposures([{ ...key('u1'), exposedAt: at(5) }]);
      for (const set of [
        "variation = 'control'",
        'assigned_at = now()',
        'bucket_version = 7',
        'exposed_at = now()',
        'exposed_at = null',
      ])
        expect(await refusalOf(`update ab_assignments set ${set}`)).toBe('GW001');
      expect(await refusalOf('update ab_assignments set variation = variation')).toBe('done');
      expect(await refusalOf('delete from ab_assignments')).toBe('GW001');
      expect(await refusalOf('truncate ab_assignments')).toBe('GW001');
    });

    it('[EX19] takes and answers many at once, and nothing for nothing', async () => {
      const many = Array.from({ length: 3_000 }, (_, n) => assigned(`many-${n}`));
      const put = await store.putAssignments(many);
      expect(put.ok && put.value).toHaveLength(3_000);
      const held = await store.assignmentsOf(many);
      expect(held.ok && held.value).toHaveLength(3_000);
      for (const none of [store.putAssignments([]), store.assignmentsOf([]), store.putExposures([])])
        expect(await none).toEqual({ ok: true, value: [] });
    });

    it('[EX19] keeps sums once a day, metric and variation; what was computed last counts', async () => {
      const moments = (n: number) => ({ n, mean: 0.1 + 0.2, m2: 1e-300 });
      const row = (day: string, n: number, changes: Partial<StoredMetricDay> = {}): StoredMetricDay => ({
        ...{ experiment: 'checkout', day: dayOf(day), metric: 'sign-ups', variation: 'control' },
        ...{ designVersion: 1, dataThrough: dayOf('2026-11-20') },
        sums: {
          x: moments(n),
          y: null,
          u: moments(n),
          v: null,
          xy: null,
          xu: -0.1,
          xv: null,
          yu: null,
          yv: null,
          uv: null,
        },
        ...changes,
      });
      await store.putMetricDays([row('2026-11-02', 20), row('2026-11-01', 10)]);
      await store.putMetricDays([
        row('2026-11-02', 21, { designVersion: 2 }),
        row('2026-11-02', 5, { variation: 'b' }),
      ]);
      expect(await store.metricDays('checkout')).toEqual([
        row('2026-11-01', 10),
        row('2026-11-02', 5, { variation: 'b' }),
        row('2026-11-02', 21, { designVersion: 2 }),
      ]);
      expect(await store.metricDays('pricing')).toEqual([]);
      const long = Array.from({ length: 1_200 }, (_, n) => row('2026-11-03', n, { metric: `m${n}` }));
      await store.putMetricDays(long);
      expect(await store.metricDays('checkout')).toHaveLength(1_203);
      await store.putMetricDays([]);
      expect(await db.select().from(schema.abMetricsDaily)).not.toHaveLength(0);
    });
  });
}
