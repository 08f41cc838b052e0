import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS, recordOf } from './design.fixture.ts';
import { readBaselines, readExperimentUnits } from './overview.ts';
import { readExperimentData } from './read.ts';
import { type Exposure, must, Trials } from './trial.fixture.ts';

let trials: Trials;
beforeAll(async () => {
  trials = await Trials.open();
});
afterAll(() => trials.close());

const shown = (experiment: string, unit: string, at: string, variation: string): Exposure => ({
  experiment,
  unit,
  at,
  variation,
  segment: null,
  device: null,
  country: null,
});

describe('what is in the data', { timeout: 60_000 }, () => {
  it('[EX61] is nothing before anything was loaded', async () => {
    expect(must(await readExperimentUnits(trials.engine, []))).toMatchObject({ undefined: [], dataThrough: null });
    expect(must(await readBaselines(trials.engine)).baselines).toEqual([]);
  });

  it('[EX61] tells units by experiment and variation, and experiments without a design', async () => {
    await trials.exposures(['2026-11-02', '2026-11-03'], '2026-11-04', [
      shown('trial', 'a', '2026-11-02T10:00:00', 'control'),
      shown('trial', 'a', '2026-11-03T10:00:00', 'control'),
      shown('trial', 'b', '2026-11-03T10:00:00', 'treatment'),
      shown('trial', 'c', '2026-11-02T10:00:00', 'treatment'),
      shown('trial', 'c', '2026-11-03T10:00:00', 'control'),
      shown('trial', 'early', '2026-11-02T01:00:00', 'control'),
      shown('elsewhere', 'z', '2026-11-03T10:00:00', 'blue'),
      shown('elsewhere', 'y', '2026-11-03T10:00:00', 'green'),
    ]);
    await trials.outcomes(['2026-11-03', '2026-11-04'], '2026-11-04', [
      { unit: 'a', metric: 'revenue', at: '2026-11-03T10:00:00', value: 10 },
      { unit: 'a', metric: 'revenue', at: '2026-11-04T10:00:00', value: 5 },
      { unit: 'b', metric: 'revenue', at: '2026-11-04T10:00:00', value: 3 },
      { unit: 'b', metric: 'sign_up', at: '2026-11-04T11:00:00', value: 1 },
      { unit: 'q', metric: 'sign_up', at: '2026-11-04T10:00:00', value: 1 },
    ]);
    const record = recordOf({ metrics: METRICS, startedAt: '2026-11-02T05:00:00.000Z' });
    const found = must(await readExperimentUnits(trials.engine, [record]));
    expect(found.units.get('trial')).toEqual({
      byVariation: new Map([
        ['control', 1],
        ['treatment', 1],
      ]),
      multipleExposures: 1,
      firstDay: '2026-11-02',
      lastDay: '2026-11-03',
    });
    expect(found.undefined).toEqual([
      {
        key: 'elsewhere',
        unit: 'user',
        units: 2,
        firstDay: '2026-11-03',
        lastDay: '2026-11-03',
        variations: ['blue', 'green'],
      },
    ]);
    expect(found.sources.map(({ dataset, rowsRead }) => [dataset, rowsRead])).toContainEqual(['ab_exposures', 7]);
  });

  it('[EX110] counts from the day it was started to count from, before it was started', async () => {
    const late = { metrics: METRICS, startedAt: '2026-11-04T12:00:00.000Z' };
    const firstDays = async (since: string | null) => {
      const record = recordOf({ ...late, since });
      const listed = must(await readExperimentUnits(trials.engine, [record])).units.get('trial');
      const { data } = must(await readExperimentData(trials.engine, record));
      return [listed?.firstDay, data.exposure[0]?.day, data.exposure.reduce((sum, { units }) => sum + units, 0)];
    };
    expect(await firstDays(null)).toEqual([undefined, undefined, 0]);
    // a on the 2nd, early on the 2nd, b on the 3rd; c has two variations.
    expect(await firstDays('2026-11-02')).toEqual(['2026-11-02', '2026-11-02', 3]);
    // a is seen again on the 3rd, b and c for the first time.
    expect(await firstDays('2026-11-03')).toEqual(['2026-11-03', '2026-11-03', 3]);
  });

  it('[EX62] baselines are over all units that did anything', async () => {
    const { baselines, sources } = must(await readBaselines(trials.engine));
    // Three units; revenue 15, 3 and 0: mean 6, squared distances 81 + 9 + 36 = 126, over 2.
    expect(baselines).toEqual([
      {
        event: 'revenue',
        unit: 'user',
        firstDay: '2026-10-08',
        lastDay: '2026-11-04',
        units: 3,
        mean: 6,
        sd: Math.sqrt(63),
        share: 2 / 3,
        unitsPerDay: 3 / 28,
      },
      expect.objectContaining({ event: 'sign_up', mean: 2 / 3, share: 2 / 3 }),
    ]);
    expect(sources).toMatchObject([{ dataset: 'ab_outcomes', rowsRead: 5 }]);
  });
});
