import { beforeAll, describe, expect, it } from 'vitest';
import { METRICS, recordOf } from '../../engine/experiments/daily/design.fixture.ts';
import { readExperimentData, refreshExperimentDays } from '../../engine/experiments/daily/index.ts';
import type { ExperimentData } from '../../engine/experiments/sums.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { type Sample, withSample } from '../support/sample-cache.ts';

const KEY = 'onboarding-checklist';
const record = recordOf({ key: KEY, metrics: METRICS });

/** Units of the experiment by hand: those seen with one variation, at their first exposure. */
const UNITS = `(SELECT unit_id, min(exposed_at) AS t0, any_value(variation) AS variation,
    first(device ORDER BY exposed_at) AS device
  FROM ab_exposures WHERE experiment_key = '${KEY}' GROUP BY unit_id HAVING count(DISTINCT variation) = 1)`;

let sample: Sample;
let data: ExperimentData;

beforeAll(async () => {
  sample = await withSample();
  data = succeeded(await readExperimentData(sample.engine, record)).data;
}, 180_000);

const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

describe('sums on the sample', () => {
  it('[EX60] of revenue per unit equal SQL written by hand, with the covariate', async () => {
    const rows = await sample.rows(`SELECT variation, count(*) AS n, avg(x) AS mean, var_pop(x) * count(*) AS m2,
        covar_pop(x, u) * count(*) AS xu, avg(u) AS before
      FROM (SELECT u.unit_id, any_value(variation) AS variation,
          coalesce(sum(o.value) FILTER (o.metric = 'revenue' AND o.occurred_at >= t0), 0) AS x,
          coalesce(sum(o.value) FILTER (o.metric = 'revenue' AND o.occurred_at < t0
            AND o.occurred_at >= t0 - INTERVAL 7 DAY), 0) AS u
        FROM ${UNITS} u LEFT JOIN ab_outcomes o ON o.unit_id = u.unit_id GROUP BY u.unit_id)
      GROUP BY variation ORDER BY variation`);
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const sums = data.daily.findLast(
        ({ metric, variation }) => metric === 'revenue' && variation === row.variation,
      )?.sums;
      expect(sums?.x.n).toBe(row.n);
      expect(sums?.x.mean).toBeCloseTo(number(row.mean), 9);
      expect((sums?.x.m2 ?? 0) / number(row.m2)).toBeCloseTo(1, 9);
      expect(sums?.xu).toBeCloseTo(number(row.xu), 6);
      expect(sums?.u?.mean).toBeCloseTo(number(row.before), 9);
    }
  });

  it('[EX60] of buyers within two days equal SQL written by hand on each day', async () => {
    const days = [data.exposure[0]?.day, data.exposure[5]?.day, sample.through];
    for (const day of days) {
      const [row] = await sample.rows(`SELECT count(*) AS n, count(*) FILTER (unit_id IN (
          SELECT o.unit_id FROM ab_outcomes o JOIN ${UNITS} v USING (unit_id) WHERE o.metric = 'purchase'
            AND o.occurred_at >= v.t0 AND o.occurred_at < v.t0 + INTERVAL 48 HOUR AND o.day <= DATE '${day}')) AS buyers
        FROM ${UNITS} WHERE variation = 'treatment' AND t0 < DATE '${day}' + 1`);
      const sums = data.daily.find(
        (entry) => entry.day === day && entry.metric === 'buyers' && entry.variation === 'treatment',
      )?.sums.x;
      expect(sums?.n).toBe(row?.n);
      expect((sums?.mean ?? 0) * (sums?.n ?? 0)).toBeCloseTo(number(row?.buyers), 6);
    }
  });

  it('[EX60] of those who came back equal SQL written by hand, by device', async () => {
    const rows = await sample.rows(`SELECT device, count(*) AS n, count(*) FILTER (unit_id IN (
          SELECT o.unit_id FROM ab_outcomes o JOIN ${UNITS} v USING (unit_id) WHERE o.metric = 'sessions'
            AND o.occurred_at >= v.t0 + INTERVAL 24 HOUR AND o.occurred_at < v.t0 + INTERVAL 48 HOUR)) AS back
      FROM ${UNITS} WHERE variation = 'control' AND t0 + INTERVAL 48 HOUR <= DATE '${sample.through}' + 1
      GROUP BY device ORDER BY device`);
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const found = data.segments.find(
        ({ metric, variation, dimension, value }) =>
          metric === 'back' && variation === 'control' && dimension === 'device' && value === row.device,
      );
      expect(found?.sums.x.n).toBe(row.n);
      expect((found?.sums.x.mean ?? 0) * (found?.sums.x.n ?? 0)).toBeCloseTo(number(row.back), 6);
    }
  });

  it('[EX58] are the same when they are kept', async () => {
    expect(succeeded(await refreshExperimentDays(sample.cache, [record])).refreshed).toBe(1);
    const kept = succeeded(await readExperimentData(sample.engine, record));
    expect(kept.queries.map(({ id }) => id)).toContain('experiments.kept_days');
    expect(kept.data).toEqual(data);
  });
});
