import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { momentsOf, variance } from '../stats/index.ts';
import { FOREVER, recordOf } from './design.fixture.ts';
import { readExperimentData } from './read.ts';
import { refreshExperimentDays } from './refresh.ts';
import { scaleOf } from './scale.ts';
import { type Exposure, must, Trials } from './trial.fixture.ts';

let trials: Trials;
beforeAll(async () => {
  trials = await Trials.open();
});
afterAll(() => trials.close());

const METRIC = {
  id: 'size',
  name: 'Size',
  role: 'goal',
  better: 'higher',
  event: 'size',
  window: FOREVER,
  currency: null,
  kind: 'mean',
  capping: { kind: 'none' },
} as const;

describe('exact sums', { timeout: 60_000 }, () => {
  it('[EX51] keep the variance of values around 1e9, also when they come in parts on several days', async () => {
    // Even steps of 1/128 with a deviation near 1, and half of each on the next day.
    const units = Array.from({ length: 347 }, (_, index) => ({ id: `u${index}`, value: 1e9 + (index - 173) / 128 }));
    const shown = units.map(
      ({ id }): Exposure => ({
        experiment: 'trial',
        unit: id,
        at: '2026-11-02T10:00:00',
        variation: 'control',
        segment: null,
        device: null,
        country: null,
      }),
    );
    await trials.exposures(['2026-11-02'], '2026-11-04', shown);
    await trials.outcomes(
      ['2026-11-03', '2026-11-04'],
      '2026-11-04',
      units.flatMap(({ id, value }) => [
        { unit: id, metric: 'size', at: '2026-11-03T10:00:00', value: 5e8 },
        { unit: id, metric: 'size', at: '2026-11-04T10:00:00', value: value - 5e8 },
      ]),
    );
    const { data } = must(await readExperimentData(trials.engine, recordOf({ metrics: [METRIC] })));
    const last = data.daily.findLast(({ variation }) => variation === 'control');
    const expected = momentsOf(units.map(({ value }) => value));
    expect(last?.sums.x.mean).toBe(1e9);
    // 347 × 348 / 12 / 128²: the variance of 347 even steps.
    expect(variance(last?.sums.x ?? expected)).toBeCloseTo((347 * 348) / 12 / 128 ** 2, 12);
    expect(data.daily.find(({ day, variation }) => day === '2026-11-03' && variation === 'control')?.sums.x.m2).toBe(0);
    // Squares of such values need more than 64 bits; what is kept is the same to the last digit.
    const record = recordOf({ metrics: [METRIC] });
    expect(must(await refreshExperimentDays(trials.cache, [record])).refreshed).toBe(1);
    const kept = must(await readExperimentData(trials.engine, record));
    expect(kept.queries.map(({ id }) => id)).toContain('experiments.kept_days');
    expect(kept.data).toEqual(data);
  });

  it('[EX51] whole values stay as they are, hundredths become whole, others keep 46 binary digits', () => {
    expect(scaleOf({ largest: 12, whole: true, cents: true }, [])).toBe(1);
    expect(scaleOf({ largest: 12, whole: true, cents: true }, [7.5])).toBe(100);
    expect(scaleOf({ largest: 19.99, whole: false, cents: true }, [])).toBe(100);
    expect(scaleOf({ largest: 0.001, whole: false, cents: false }, [])).toBe(2 ** 55);
    expect(scaleOf({ largest: 1e15, whole: true, cents: true }, [])).toBe(2 ** -4);
    const scale = scaleOf({ largest: Number.MIN_VALUE, whole: false, cents: false }, []);
    expect(Number.isFinite(scale * scale)).toBe(true);
  });
});
