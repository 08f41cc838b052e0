import { describe, expect, it } from 'vitest';
import type { ExperimentMetric, ExperimentRecord } from '../../contract/index.ts';
import { addDays, dayOf } from '../../core/index.ts';
import { detectableEffect, powerAt } from '../stats/index.ts';
import { analyseExperiment } from './analyse.ts';
import { PLAN, REVENUE, recordOf, SIGN_UPS } from './design.fixture.ts';
import { compareAll } from './metrics.ts';
import { leastPrecise, powerRule } from './progress.ts';
import { experimentRow } from './row.ts';
import { sourcesOf } from './sources.ts';
import { standingOf } from './standing.ts';
import { dataOf, drawWorld, EMPTY, FIRST } from './world.fixture.ts';

const TRUTH = { control: { rate: 0.2, sessions: 4 }, treatment: { rate: 0.21, sessions: 4 } };
const UNITS = drawWorld({ seed: 3, days: 10, unitsPerDay: 200, truth: TRUTH });
const BROKEN = drawWorld({ seed: 3, days: 10, unitsPerDay: 200, truth: TRUTH, shares: [0.6, 0.4] });

const readOf = (record: ExperimentRecord, units = UNITS) => analyseExperiment(record, dataOf(record, units), []);

describe('effects by day', () => {
  it('[EX83] are those of the whole read at the end of each day', () => {
    const record = recordOf();
    const found = readOf(record);
    for (const length of [1, 4, 10]) {
      const day = addDays(FIRST, length - 1);
      const then = readOf(
        record,
        UNITS.filter((unit) => unit.day <= day),
      );
      for (const metric of ['sign-ups', 'sessions']) {
        const row = found.daily.find((one) => one.day === day && one.metric === metric);
        const comparison = then.metrics.find((one) => one.metric.id === metric)?.comparisons[0];
        expect(row?.estimate).toBe(comparison?.estimate);
        expect([row?.low, row?.high]).toEqual([comparison?.interval?.low, comparison?.interval?.high]);
      }
    }
    expect(found.daily).toHaveLength(20);
  });

  it('[EX83] are of goals and guardrails', () => {
    const secondary: ExperimentMetric = { ...REVENUE, id: 'sessions' };
    expect(new Set(readOf(recordOf({ metrics: [SIGN_UPS, secondary] })).daily.map(({ metric }) => metric))).toEqual(
      new Set(['sign-ups']),
    );
  });

  it('[EX83] exposures add up to the units, and the p-value of the split is that of the check', () => {
    const found = readOf(recordOf());
    for (const { variation, units } of found.arms) {
      const own = found.exposure.filter((row) => row.variation === variation);
      expect(own.reduce((sum, row) => sum + row.units, 0)).toBe(units);
      expect(own.at(-1)?.cumulative).toBe(units);
    }
    expect(found.exposure.at(-1)?.sampleRatioPValue).toBe(found.checks[0]?.pValue);
    const pValues = found.exposure.map(({ sampleRatioPValue }) => sampleRatioPValue ?? 1);
    expect(pValues.toSorted((a, b) => b - a)).toEqual(pValues);
  });
});

describe('progress', () => {
  it('[EX84] says what the units so far can find', () => {
    const record = recordOf();
    const data = dataOf(record, UNITS);
    const standing = standingOf(record, data);
    const now = leastPrecise(record.design, compareAll(standing, sourcesOf(data)));
    if (now === null) throw new Error('there is an effect');
    const { progress } = readOf(record);
    expect(progress.detectable).toBe(detectableEffect(now, powerRule(record.design)));
    expect(powerAt(progress.detectable ?? 0, now, powerRule(record.design))).toBeCloseTo(PLAN.power, 6);
    expect(progress).toMatchObject({ days: 10, units: 2000, plannedDays: 21, plannedUnits: 10_500 });
    expect(progress.sentence).toContain('10 days of the 21 days planned, 2,000 units.');
  });

  it('[EX84] has a power that grows with the days, and what can be found shrinks', () => {
    const { curve, days, plannedDays } = readOf(recordOf()).progress;
    expect(curve.length).toBeGreaterThan(10);
    expect(curve.map((point) => point.days)).toEqual(expect.arrayContaining([days, plannedDays]));
    for (const [index, point] of curve.entries()) {
      expect(point.power).toBeGreaterThanOrEqual(curve[index - 1]?.power ?? 0);
      expect(point.detectable).toBeLessThanOrEqual(curve[index - 1]?.detectable ?? Number.POSITIVE_INFINITY);
    }
  });

  it('[EX84] has the days to the planned end left, or fewer where the effect is found sooner', () => {
    expect(readOf(recordOf()).verdict).toMatchObject({ state: 'keep_running', daysLeft: 11 });
    const easy = { ...PLAN, minimumEffect: 0.25 };
    const soon = readOf(recordOf({ plan: easy })).verdict;
    expect(soon.daysLeft).toBeGreaterThan(0);
    expect(soon.daysLeft).toBeLessThan(11);
    expect(readOf(recordOf({ plan: easy, rule: { method: 'fixed' } })).verdict.daysLeft).toBe(11);
    // What could have been found by now and was not is waited for to the end.
    expect(readOf(recordOf({ plan: { ...PLAN, minimumEffect: 2 } })).verdict.daysLeft).toBe(11);
    // 1,000 units in each arm so far, 200 a day come.
    expect(readOf(recordOf({ plan: easy, rule: { minUnits: 2500 } })).verdict.daysLeft).toBeGreaterThan(11);
  });

  it('[EX84] takes the pace from the days of the last week, those without units too', () => {
    const plan = { ...PLAN, days: 40 };
    const shown = (rule: { readonly minUnits: number }, dataThrough: string) => {
      const record = recordOf({ plan, rule });
      const read = analyseExperiment(record, { ...dataOf(record, UNITS), dataThrough: dayOf(dataThrough) }, []);
      const fewest = Math.min(...read.arms.map(({ units }) => units));
      return { fewest, daysLeft: read.verdict.daysLeft, sentence: read.progress.sentence };
    };
    // Ten days of 200 units, then three of none: 800 in the last seven, half of them for each arm.
    const three = shown({ minUnits: 3000 }, addDays(FIRST, 12));
    expect(three.daysLeft).toBe(Math.ceil((3000 - three.fewest) / (800 / 7 / 2)));
    expect(shown({ minUnits: 3000 }, addDays(FIRST, 29))).toMatchObject({
      daysLeft: null,
      sentence: expect.not.stringContaining('left'),
    });
    expect(shown({ minUnits: 100 }, addDays(FIRST, 29)).daysLeft).toBe(10);
  });

  it('[EX84] draws the plan while nobody was exposed', () => {
    const { progress, verdict } = analyseExperiment(recordOf(), EMPTY, []);
    expect(progress.detectable).toBeNull();
    expect(progress.curve.length).toBeGreaterThan(10);
    expect(verdict).toMatchObject({ state: 'no_data', daysLeft: null });
  });
});

describe('the row in the list', () => {
  it('[EX85] says what the result says', () => {
    const found = readOf(recordOf());
    const row = experimentRow(found);
    const [comparison] = found.metrics[0]?.comparisons ?? [];
    expect(row).toMatchObject({
      key: 'trial',
      days: 10,
      units: 2000,
      variations: 2,
      goal: { metric: 'sign-ups', name: 'Sign-ups' },
      verdict: found.verdict,
      health: 'pass',
    });
    expect(row.effect).toEqual({
      variation: 'treatment',
      estimate: comparison?.estimate,
      interval: comparison?.interval,
    });
  });

  it('[EX85] is the same without what the list does not show', () => {
    const record = recordOf();
    const data = dataOf(record, UNITS);
    const summary = analyseExperiment(record, data, [], { detail: 'summary' });
    expect(experimentRow(summary)).toEqual(experimentRow(readOf(record)));
    expect([summary.daily, summary.segments]).toEqual([[], []]);
  });

  it('[EX85] names the best variation', () => {
    const units = drawWorld({
      seed: 5,
      days: 10,
      unitsPerDay: 300,
      truth: { control: TRUTH.control, a: { rate: 0.2, sessions: 4 }, b: { rate: 0.3, sessions: 4 } },
    });
    const wishes = { variations: ['control', 'a', 'b'] };
    expect(experimentRow(readOf(recordOf(wishes), units)).effect?.variation).toBe('b');
    const lower = { ...wishes, metrics: [{ ...SIGN_UPS, better: 'lower' } as const] };
    expect(experimentRow(readOf(recordOf(lower), units)).effect?.variation).toBe('a');
  });

  it('[EX85] of a draft has neither verdict nor health, of an unhealthy one no effect', () => {
    expect(experimentRow(analyseExperiment(recordOf({ status: 'draft' }), EMPTY, []))).toMatchObject({
      verdict: null,
      health: null,
      effect: null,
    });
    expect(experimentRow(readOf(recordOf(), BROKEN))).toMatchObject({ health: 'fail', effect: null });
  });
});
