import { describe, expect, it } from 'vitest';
import type { ExperimentMetric, ExperimentRead, MetricRead } from '../../contract/index.ts';
import { addDays } from '../../core/index.ts';
import { confidenceSequence, effectOf, fixedHorizon, posteriorOf } from '../stats/index.ts';
import { analyseExperiment } from './analyse.ts';
import { NO_SUMS } from './arm-metric.ts';
import { PLAN, recordOf, SESSIONS, SIGN_UPS } from './design.fixture.ts';
import { dataOf, drawWorld, FIRST, type Unit } from './world.fixture.ts';

type Wishes = Parameters<typeof recordOf>[0];

const UNITS = drawWorld({
  seed: 1,
  days: 14,
  unitsPerDay: 150,
  truth: { control: { rate: 0.2, sessions: 4 }, treatment: { rate: 0.31, sessions: 4 } },
});

function read(wishes: Wishes = {}, units: readonly Unit[] = UNITS): ExperimentRead {
  const record = recordOf(wishes);
  return analyseExperiment(record, dataOf(record, units), []);
}

function metricOf(found: ExperimentRead, id: string): MetricRead {
  const metric = found.metrics.find((one) => one.metric.id === id);
  if (metric === undefined) throw new Error(`no metric ${id}`);
  return metric;
}

function comparisonOf(found: ExperimentRead, id = 'sign-ups', variation = 'treatment') {
  const comparison = metricOf(found, id).comparisons.find((one) => one.variation === variation);
  if (comparison === undefined) throw new Error(`no comparison of ${variation}`);
  return comparison;
}

/** Units of an arm that signed up, counted by hand. */
const signed = (variation: string, units: readonly Unit[] = UNITS) => {
  const own = units.filter((unit) => unit.variation === variation);
  return { n: own.length, successes: own.filter((unit) => unit.values['sign-ups']?.x === 1).length };
};

/** The effect on sign-ups from the counts. */
function byHand(difference: 'relative' | 'absolute' = 'relative', units: readonly Unit[] = UNITS) {
  const effect = effectOf(
    { kind: 'proportion', ...signed('control', units) },
    { kind: 'proportion', ...signed('treatment', units) },
    { difference },
  );
  if (!effect.known) throw new Error(effect.reason);
  return effect;
}

describe('metrics', () => {
  it('[EX65] have each arm’s units, value and total, and the effect both ways', () => {
    const found = read();
    const { arms } = metricOf(found, 'sign-ups');
    const control = signed('control');
    expect(arms[0]).toMatchObject({ variation: 'control', units: control.n, total: control.successes });
    expect(arms[0]?.value).toBeCloseTo(control.successes / control.n, 12);
    const { low, high } = arms[0]?.interval ?? { low: 1, high: 0 };
    expect(low).toBeLessThan(control.successes / control.n);
    expect(high).toBeGreaterThan(control.successes / control.n);
    expect(comparisonOf(found).estimate).toBeCloseTo(byHand().estimate, 12);
    expect(comparisonOf(found).difference).toBeCloseTo(byHand('absolute').estimate, 12);
  });

  it.each([
    ['no_units', [], 'No unit counts'],
    ['no_variance', UNITS.map((unit) => ({ ...unit, values: { 'sign-ups': { x: 1 } } })), 'the same value'],
  ] as const)('[EX65] say why there is no effect: %s', (_, units, text) => {
    const comparison = comparisonOf(read({ metrics: [SIGN_UPS] }, units));
    expect(comparison).toMatchObject({ estimate: null, interval: null, pValue: null, dots: [], reads: 'no_read' });
    expect(comparison.gap).toContain(text);
    expect(comparison.sentence).toBe(comparison.gap);
  });

  it('[EX65] say that a ratio has nothing to divide by', () => {
    const ratio: ExperimentMetric = {
      ...SESSIONS,
      kind: 'ratio',
      capping: { kind: 'none' },
      denominator: { event: 'orders', of: 'count' },
    };
    const none = { n: 40, mean: 0, m2: 0 };
    const sums = { ...NO_SUMS, x: { n: 40, mean: 3, m2: 50 }, y: none, xy: 0 };
    const data = dataOf(recordOf({ metrics: [SESSIONS] }), UNITS);
    const daily = data.daily.map((row) => ({ ...row, sums }));
    const comparison = comparisonOf(
      analyseExperiment(recordOf({ metrics: [ratio] }), { ...data, daily }, []),
      'sessions',
    );
    expect(comparison).toMatchObject({ estimate: null, reads: 'no_read', gap: expect.stringContaining('divide') });
  });

  it('[EX65] have a difference on a control of zero, though none relative to it', () => {
    const record = recordOf({ metrics: [SESSIONS] });
    const data = dataOf(record, UNITS);
    const daily = data.daily.map((row) =>
      row.variation === 'control' ? { ...row, sums: { ...row.sums, x: { ...row.sums.x, mean: 0 } } } : row,
    );
    const found = analyseExperiment(record, { ...data, daily }, []);
    const comparison = comparisonOf(found, 'sessions');
    expect(comparison).toMatchObject({ estimate: null, reads: 'no_read' });
    expect(comparison.gap).toContain('at zero');
    expect(comparison.difference).toBeGreaterThan(0);
    expect(comparison.differenceInterval).not.toBeNull();
  });

  it('[EX66] are read by the confidence sequence', () => {
    const comparison = comparisonOf(read());
    const { interval, pValue } = confidenceSequence(byHand(), { alpha: 0.05 });
    expect(comparison.interval).toMatchObject({ low: interval[0], high: interval[1], level: 0.95 });
    expect(comparison.pValue).toBe(pValue);
  });

  it.each(['sequential', 'fixed', 'bayesian'] as const)(
    '[EX66] have dots of which the interval holds its share: %s',
    (method) => {
      const { dots, interval } = comparisonOf(read({ rule: { method, alpha: 0.08 }, plan: { ...PLAN, days: 14 } }));
      expect(dots).toHaveLength(50);
      expect(dots.toSorted((a, b) => a - b)).toEqual(dots);
      const { low, high } = interval ?? { low: 0, high: 0 };
      // 92 % of fifty.
      expect(dots.filter((dot) => dot > low && dot < high)).toHaveLength(46);
      expect(dots.filter((dot) => dot < low)).toHaveLength(2);
    },
  );

  it('[EX67] of a fixed horizon tell nothing before its end', () => {
    const found = read({ rule: { method: 'fixed' }, plan: { ...PLAN, days: 15 } });
    const comparison = comparisonOf(found);
    expect(comparison.reads).toBe('cant_tell');
    expect(comparison.sentence).toContain('before the planned end');
    // Welch's t would call it at this look.
    expect(comparison.pValue).toBeLessThan(0.05);
    expect(found.verdict).toMatchObject({ state: 'keep_running', variation: null });
  });

  it('[EX67] of a fixed horizon are those of its last planned day', () => {
    const found = read({ rule: { method: 'fixed' }, plan: { ...PLAN, days: 10 } });
    const until = UNITS.filter(({ day }) => day <= addDays(FIRST, 9));
    const { interval, pValue } = fixedHorizon(byHand('relative', until));
    expect(comparisonOf(found).interval).toMatchObject({ low: interval[0], high: interval[1] });
    expect(comparisonOf(found).pValue).toBe(pValue);
    expect(metricOf(found, 'sign-ups').arms[0]?.units).toBe(signed('control', until).n);
    expect(found.units).toBe(UNITS.length);
    expect(found.caveats.join(' ')).toContain('though it ran for 14 days');
    expect(found.daily.at(-1)?.day).toBe(addDays(FIRST, 9));
  });

  it('[EX68] of a Bayesian rule come from the posterior, under its prior', () => {
    const prior = { mean: 0, sd: 0.1 };
    const comparison = comparisonOf(read({ rule: { method: 'bayesian', prior } }));
    const posterior = posteriorOf(byHand(), { prior: { mean: 0, variance: 0.01 } });
    expect(comparison.estimate).toBeCloseTo(posterior.mean, 12);
    expect(comparison.chanceToWin).toBeCloseTo(posterior.chanceToWin, 12);
    expect(comparison.expectedLoss).toBeCloseTo(posterior.risk[1], 12);
    expect(comparison.interval?.low).toBeCloseTo(posterior.interval[0], 12);
    expect(comparison).toMatchObject({ pValue: null, adjustedPValue: null, reads: 'better' });
    const early = UNITS.slice(0, 300);
    expect(comparisonOf(read({ rule: { method: 'bayesian', chanceToWin: 0.9999 } }, early)).reads).toBe('cant_tell');
  });

  it('[EX68] have chance to win and expected loss under a flat prior also by the other rules', () => {
    const posterior = posteriorOf(byHand());
    const comparison = comparisonOf(read({ rule: { prior: { mean: 1, sd: 0.1 } } }));
    expect(comparison.chanceToWin).toBeCloseTo(posterior.chanceToWin, 12);
    expect(comparison.expectedLoss).toBeCloseTo(posterior.risk[1], 12);
  });

  it.each(['sequential', 'fixed'] as const)(
    '[EX69] one-sided have the interval of both sides at α and say so: %s',
    (method) => {
      const plan = { ...PLAN, days: 14 };
      const comparison = comparisonOf(read({ rule: { method, sides: 'greater' }, plan }));
      const by = method === 'fixed' ? fixedHorizon : confidenceSequence;
      const greater = by(byHand(), { side: 'greater' });
      expect(comparison.interval).toEqual({
        low: greater.interval[0],
        high: by(byHand(), { side: 'lesser' }).interval[1],
        level: 0.9,
      });
      expect(comparison.pValue).toBe(greater.pValue);
    },
  );

  it('[EX69] one-sided never read worse, but guardrails are tested both ways', () => {
    const swapped = UNITS.map((unit) => ({
      ...unit,
      variation: unit.variation === 'control' ? 'treatment' : 'control',
    }));
    const guardrail: ExperimentMetric = { ...SIGN_UPS, id: 'sign-ups-kept', role: 'guardrail' };
    const units = swapped.map((unit) => ({
      ...unit,
      values: { ...unit.values, 'sign-ups-kept': unit.values['sign-ups'] ?? { x: 0 } },
    }));
    const found = read({ rule: { sides: 'greater', alpha: 0.1 }, metrics: [SIGN_UPS, guardrail] }, units);
    expect(comparisonOf(found).reads).toBe('cant_tell');
    expect(comparisonOf(found, 'sign-ups-kept').reads).toBe('worse');
    expect(comparisonOf(found, 'sign-ups-kept').interval?.level).toBeCloseTo(0.9, 12);
  });

  it('[EX71] are adjusted by what units did before, and say how much that took away', () => {
    const plain = comparisonOf(read(), 'sessions');
    const adjusted = comparisonOf(read({ rule: { covariateDays: 14 } }), 'sessions');
    const width = ({ interval }: typeof plain) => (interval?.high ?? 0) - (interval?.low ?? 0);
    expect(plain.varianceReduction).toBeNull();
    expect(adjusted.varianceReduction).toBeGreaterThan(0.5);
    expect(width(adjusted) ** 2 / width(plain) ** 2).toBeCloseTo(1 - (adjusted.varianceReduction ?? 0), 1);
    // Nobody signed up before: nothing to adjust by, and nothing is lost.
    expect(comparisonOf(read({ rule: { covariateDays: 14 } })).varianceReduction).toBeNull();
    expect(comparisonOf(read({ rule: { covariateDays: 14 } })).estimate).toBe(comparisonOf(read()).estimate);
  });

  it('[EX71] that are quantiles come from the order statistics', () => {
    const metric: ExperimentMetric = {
      id: 'p90',
      name: 'Slow pages',
      role: 'goal',
      better: 'lower',
      event: 'load',
      window: SIGN_UPS.window,
      currency: null,
      kind: 'quantile',
      level: 0.9,
      of: 'events',
      ignoreZeros: true,
    };
    const record = recordOf({ metrics: [metric], rule: { covariateDays: 7 } });
    const arm = (variation: string, estimate: number) => ({
      metric: 'p90',
      variation,
      n: 4000,
      estimate,
      lower: estimate - 10,
      upper: estimate + 10,
      clusters: null,
    });
    const data = { ...dataOf(record, UNITS), quantiles: [arm('control', 500), arm('treatment', 450)] };
    const found = analyseExperiment(record, data, []);
    const comparison = comparisonOf(found, 'p90');
    expect(comparison.estimate).toBeCloseTo(-0.1, 12);
    expect(comparison).toMatchObject({ reads: 'better', varianceReduction: null });
    expect(metricOf(found, 'p90').arms[1]).toMatchObject({ units: 4000, value: 450, total: null });
    expect(found.daily).toEqual([]);
  });
});
