import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS, recordOf } from '../daily/design.fixture.ts';
import { readExperimentUnits } from '../daily/index.ts';
import { type Exposure, must, Trials } from '../daily/trial.fixture.ts';
import { readExperimentList } from './list.ts';
import { readExperiment } from './service.ts';

const DAYS = ['2026-11-02', '2026-11-03', '2026-11-04'];

/** Units of one day, so many in each arm. */
const exposed = (experiment: string, day: string, [control, treatment]: readonly [number, number]): Exposure[] =>
  [...Array(control + treatment).keys()].map((index) => ({
    experiment,
    unit: `${day}-${index}`,
    at: `${day}T08:00:00`,
    variation: index < control ? 'control' : 'treatment',
    segment: null,
    device: null,
    country: null,
  }));

describe('experiments without outcomes', { timeout: 60_000 }, () => {
  let trials: Trials;
  beforeAll(async () => {
    trials = await Trials.open();
    const rows = DAYS.flatMap((day) => [...exposed('trial', day, [20, 22]), ...exposed('broken', day, [60, 12])]);
    await trials.exposures(DAYS, '2026-11-04', rows);
  });
  afterAll(() => trials.close());

  const read = async (key: string) =>
    must(await readExperiment(trials.engine, { experiment: recordOf({ key, metrics: METRICS }) }));

  it('[EX112] read their units by day, and check the split', async () => {
    const found = await read('trial');
    expect(found).toMatchObject({ units: 126, firstDay: '2026-11-02', lastDay: '2026-11-04' });
    expect(found.arms).toMatchObject([{ units: 60 }, { units: 66 }]);
    expect(found.exposure.map(({ day, variation, units }) => [day, variation, units]).slice(0, 2)).toEqual([
      ['2026-11-02', 'control', 20],
      ['2026-11-02', 'treatment', 22],
    ]);
    const outcome = (id: string) => found.checks.find((check) => check.id === id)?.outcome;
    expect([outcome('sample_ratio'), outcome('multiple_exposure'), outcome('freshness')]).toEqual([
      'pass',
      'pass',
      'warn',
    ]);
  });

  it('[EX112] have no data for any metric, and say what to load', async () => {
    const found = await read('trial');
    expect(found.verdict).toMatchObject({ state: 'no_data', variation: null, change: 'Load ab_outcomes.' });
    expect(found.verdict.reason).toBe(
      '126 units were exposed, and no outcomes were ever loaded, so no metric can be read.',
    );
    expect(found.metrics).toHaveLength(METRICS.length);
    for (const { arms, comparisons } of found.metrics) {
      expect(arms.map(({ value }) => value)).toEqual([null, null]);
      expect(comparisons.map(({ estimate, gap }) => [estimate, gap])).toEqual([
        [null, 'No data: ab_outcomes was never loaded. Load it to read the metrics.'],
      ]);
    }
    expect([found.daily, found.segments, found.novelty]).toEqual([[], [], []]);
  });

  it('[EX112] are unhealthy when their split is broken', async () => {
    expect((await read('broken')).verdict.state).toBe('unhealthy');
  });

  it('[EX112] are in the list with their units', async () => {
    const experiments = [recordOf({ key: 'trial', metrics: METRICS })];
    const list = must(await readExperimentList(trials.engine, { experiments }));
    expect(list.experiments).toMatchObject([{ key: 'trial', units: 126, effect: null, verdict: { state: 'no_data' } }]);
    expect(list.undefined).toMatchObject([{ key: 'broken', units: 216 }]);
    expect(must(await readExperimentUnits(trials.engine, experiments)).dataThrough).toBe('2026-11-04');
  });

  it('[EX112] have their metrics once outcomes were loaded', async () => {
    await trials.outcomes(
      DAYS,
      '2026-11-04',
      DAYS.flatMap((day) =>
        [0, 1, 25].map((index) => ({
          unit: `${day}-${index}`,
          metric: 'revenue',
          at: `${day}T10:00:00`,
          value: 3 + index,
        })),
      ),
    );
    const found = await read('trial');
    expect(found.verdict.state).toBe('keep_running');
    expect(found.metrics[0]?.arms.map(({ units }) => units)).toEqual([60, 66]);
  });
});
