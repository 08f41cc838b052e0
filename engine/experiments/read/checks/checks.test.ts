import { describe, expect, it } from 'vitest';
import type { ExperimentCheck, ExperimentRead, Source } from '../../../contract/index.ts';
import { addDays, dayOf } from '../../../core/index.ts';
import { sampleRatioPValue } from '../../stats/index.ts';
import type { ExperimentData } from '../../sums.ts';
import { analyseExperiment } from '../analyse.ts';
import { recordOf, SIGN_UPS } from '../design.fixture.ts';
import { dataOf, drawWorld, EMPTY, FIRST, type Unit } from '../world.fixture.ts';

type Wishes = Parameters<typeof recordOf>[0];

const SAME = { rate: 0.2, sessions: 4 };
const world = (shares: readonly number[], days = 14, unitsPerDay = 150) =>
  drawWorld({ seed: 4, days, unitsPerDay, truth: { control: SAME, treatment: SAME }, shares });
const HEALTHY = world([0.5, 0.5]);

function read(
  units: readonly Unit[],
  {
    wishes = {},
    data = {},
    sources = [],
  }: { wishes?: Wishes; data?: Partial<ExperimentData>; sources?: Source[] } = {},
): ExperimentRead {
  const record = recordOf(wishes);
  return analyseExperiment(record, { ...dataOf(record, units), ...data }, sources);
}

function check(found: ExperimentRead, id: ExperimentCheck['id']): ExperimentCheck {
  const one = found.checks.find((candidate) => candidate.id === id);
  if (one === undefined) throw new Error(`no check ${id}`);
  return one;
}

const source = (freshness: Source['freshness']): Source => ({
  dataset: 'ab_outcomes',
  loadId: null,
  rowsRead: 1,
  dataThrough: dayOf('2026-10-18'),
  loadedAt: null,
  snapshotHash: null,
  freshness,
});

describe('the split', () => {
  it('[EX72] passes when the units came as promised, and says χ² beside it', () => {
    const found = check(read(HEALTHY), 'sample_ratio');
    expect(found).toMatchObject({ outcome: 'pass', next: null });
    const arms = ['control', 'treatment'].map((key) => ({
      units: HEALTHY.filter(({ variation }) => variation === key).length,
      weight: 0.5,
    }));
    expect(found.evidence).toContain(`χ² once: p ${sampleRatioPValue(arms).toFixed(3)}`);
  });

  it('[EX72] fails when it is broken, by the p-value of the last day', () => {
    const found = read(world([0.58, 0.42]));
    const one = check(found, 'sample_ratio');
    expect(one.outcome).toBe('fail');
    expect(one.pValue).toBeLessThan(0.001);
    expect(one.pValue).toBe(found.exposure.at(-1)?.sampleRatioPValue);
    expect(found.verdict.state).toBe('unhealthy');
    expect(found.verdict.reason).toContain(one.evidence);
  });

  it('[EX72] fails among few units when one variation gets nobody, and warns where only χ² of one look is alarmed', () => {
    const units = (first: number, second: number) => {
      const rows = [
        { day: FIRST, variation: 'control', units: first },
        { day: FIRST, variation: 'treatment', units: second },
      ];
      return analyseExperiment(recordOf({}), { ...EMPTY, exposure: rows, dataThrough: FIRST }, []);
    };
    expect(check(units(50, 0), 'sample_ratio').outcome).toBe('fail');
    expect(check(units(5200, 4800), 'sample_ratio').outcome).toBe('warn');
    expect(check(units(560, 440), 'sample_ratio')).toMatchObject({ outcome: 'warn', pValue: expect.closeTo(0.009, 2) });
    expect(check(units(540, 460), 'sample_ratio').outcome).toBe('pass');
  });

  it('[EX72] is judged by the promised weights', () => {
    const wishes = { weights: [0.8, 0.2] };
    expect(check(read(HEALTHY, { wishes }), 'sample_ratio').outcome).toBe('fail');
    expect(check(read(world([0.8, 0.2]), { wishes }), 'sample_ratio').outcome).toBe('pass');
  });
});

describe('units that do not belong', () => {
  it.each([
    [0, 'pass'],
    [21, 'warn'],
    [22, 'fail'],
  ] as const)('[EX73] %d units of several variations beside 2,100: %s', (multipleExposures, outcome) => {
    // 1 % of 2,121 is 21.2.
    const found = read(HEALTHY, { data: { multipleExposures } });
    expect(check(found, 'multiple_exposure').outcome).toBe(outcome);
    expect(found.verdict.state === 'unhealthy').toBe(outcome === 'fail');
  });

  it('[EX73] fewer than ten of them do not fail a small experiment', () => {
    const few = HEALTHY.slice(0, 100);
    expect(check(read(few, { data: { multipleExposures: 9 } }), 'multiple_exposure').outcome).toBe('warn');
    expect(check(read(few, { data: { multipleExposures: 10 } }), 'multiple_exposure').outcome).toBe('fail');
  });

  it.each([
    [10, 'warn'],
    [300, 'fail'],
  ] as const)('[EX73] %d units of a variation nobody designed: %s', (units, outcome) => {
    const found = check(
      read(HEALTHY, { data: { unknownVariations: [{ variation: 'blue', units }] } }),
      'unknown_variation',
    );
    expect(found.outcome).toBe(outcome);
    expect(found.evidence).toContain('blue');
  });
});

describe('alike before the exposure', () => {
  const wishes = { rule: { covariateDays: 14 } };

  it('[EX74] passes where the arms are, and is unknown without covariates', () => {
    expect(check(read(HEALTHY, { wishes }), 'pre_exposure_bias').outcome).toBe('pass');
    const bare = HEALTHY.map((unit) => ({ ...unit, values: { 'sign-ups': { x: unit.values['sign-ups']?.x ?? 0 } } }));
    const unknown = (rule: { readonly covariateDays: number }) =>
      check(read(bare, { wishes: { metrics: [SIGN_UPS], rule } }), 'pre_exposure_bias');
    expect(unknown({ covariateDays: 0 })).toMatchObject({
      outcome: 'unknown',
      next: expect.stringContaining('Set days of covariate'),
    });
    expect(unknown({ covariateDays: 14 })).toMatchObject({
      outcome: 'unknown',
      next: expect.stringContaining('once there are units'),
    });
  });

  it('[EX74] fails where the treatment already did more', () => {
    const keener = HEALTHY.map((unit) => {
      const { x = 0, u = 0 } = unit.values.sessions ?? { x: 0 };
      return unit.variation === 'treatment'
        ? { ...unit, values: { ...unit.values, sessions: { x, u: u + 0.4 } } }
        : unit;
    });
    const found = check(read(keener, { wishes }), 'pre_exposure_bias');
    expect(found.outcome).toBe('fail');
    expect(found.pValue).toBeLessThan(0.001);
    expect(found.evidence).toContain('Sessions');
  });
});

describe('how much there is', () => {
  it.each([
    ['running', 'unknown'],
    ['stopped', 'warn'],
  ] as const)('[EX75] too few units and days while %s: %s', (status, outcome) => {
    const found = read(
      HEALTHY.filter(({ day }) => day < addDays(FIRST, 5)),
      {
        wishes: { status, rule: { minUnits: 5000 } },
      },
    );
    expect(check(found, 'enough_units').outcome).toBe(outcome);
    expect(check(found, 'whole_weeks').outcome).toBe(outcome);
    expect(found.verdict.state).not.toBe('unhealthy');
  });

  it.each([
    [14, 'stopped', 'pass'],
    [12, 'stopped', 'warn'],
    [12, 'running', 'pass'],
    [31, 'stopped', 'pass'],
  ] as const)('[EX75] weekdays after %d days, %s: %s', (days, status, outcome) => {
    expect(check(read(world([0.5, 0.5], days, 60), { wishes: { status } }), 'whole_weeks').outcome).toBe(outcome);
  });

  it('[EX75] late data and days without units warn of a running experiment', () => {
    expect(check(read(HEALTHY, { sources: [source('fresh')] }), 'freshness').outcome).toBe('pass');
    const late = check(read(HEALTHY, { sources: [source('late')] }), 'freshness');
    expect(late).toMatchObject({ outcome: 'warn' });
    expect(late.evidence).toContain('ab_outcomes is late');
    const quiet = { dataThrough: addDays(FIRST, 16) };
    expect(check(read(HEALTHY, { data: quiet }), 'freshness').evidence).toContain('no unit was exposed since');
    const stopped = read(HEALTHY, { wishes: { status: 'stopped' }, data: quiet, sources: [source('stale')] });
    expect(check(stopped, 'freshness').outcome).toBe('pass');
  });

  it('[EX75] nothing can be said of nobody', () => {
    const found = analyseExperiment(recordOf(), EMPTY, []);
    expect(found.checks.map(({ outcome }) => outcome)).toEqual(found.checks.map(() => 'unknown'));
    expect(found.verdict.state).toBe('no_data');
  });
});

describe('the effects', () => {
  it('[EX76] beyond ±50 % warn when they leave zero out', () => {
    const large = drawWorld({
      seed: 6,
      days: 14,
      unitsPerDay: 150,
      truth: { control: { rate: 0.1, sessions: 4 }, treatment: { rate: 0.25, sessions: 4 } },
    });
    const found = check(read(large), 'suspicious_effect');
    expect(found.outcome).toBe('warn');
    expect(found.evidence).toContain('treatment +');
    expect(check(read(large.slice(0, 80)), 'suspicious_effect').outcome).toBe('pass');
    expect(check(read(HEALTHY), 'suspicious_effect').outcome).toBe('pass');
  });

  /** Ages whose effect on sign-ups is `start + slope · age`, of 20,000 units each. */
  const ages = (start: number, slope: number): ExperimentData['ages'] =>
    [0, 1, 2, 3, 4, 5, 6].flatMap((age) =>
      ['control', 'treatment'].map((variation) => {
        const mean = 0.2 * (variation === 'control' ? 1 : 1 + start + slope * age);
        const x = { n: 20_000, mean, m2: 20_000 * mean * (1 - mean) };
        const none = { y: null, u: null, v: null, xy: null, xu: null, xv: null, yu: null, yv: null, uv: null };
        return { metric: 'sign-ups', variation, age, sums: { x, ...none } };
      }),
    );

  it.each([
    ['steady', 0.1, 0, 'pass'],
    ['fading', 0.3, -0.04, 'warn'],
    ['growing', 0.02, 0.04, 'warn'],
  ] as const)('[EX76] that are %s over the days since exposure', (_, start, slope, outcome) => {
    const found = read(HEALTHY, { data: { ages: ages(start, slope) } });
    const one = check(found, 'novelty');
    expect(one.outcome).toBe(outcome);
    if (slope < 0) expect(one.evidence).toContain('fades by 4.00 %');
    if (slope > 0) expect(one.evidence).toContain('grows by 4.00 %');
    expect(found.novelty).toHaveLength(7);
    expect(found.novelty[3]?.estimate).toBeCloseTo(start + 3 * slope, 3);
  });
});
