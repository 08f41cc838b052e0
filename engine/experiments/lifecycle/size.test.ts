import { describe, expect, it } from 'vitest';
import type { ExperimentSize, ExperimentSizeInput } from '../../contract/index.ts';
import { normalCdf } from '../../stats/index.ts';
import { design } from './design.fixture.ts';
import { sizeInputOf, sizeOf } from './size.ts';

const { rule, plan } = design();
if (plan === null) throw new Error('the fixture has a plan');
const fixed: ExperimentSizeInput = {
  plan,
  rule: { ...rule, method: 'fixed' },
  variations: 2,
  goals: 1,
  binary: true,
};
const sized = (input: ExperimentSizeInput): ExperimentSize => {
  const size = sizeOf(input);
  if (!size.ok) throw new Error(size.error.message);
  return size.value;
};

describe('the size of a plan', () => {
  // By hand, delta method: n pair = (z.975 + z.8)² · (1 − p) / p · (2 + 2 · 1.1²) / 0.1² = 7.84888 · 4 · 442 = 13,876.8.
  it('[EX17] is what the formula gives for 20 % and an effect of 10 %', () => {
    const { unitsPerVariation, days } = sized(fixed);
    expect(unitsPerVariation).toBeGreaterThanOrEqual(6938);
    expect(unitsPerVariation).toBeLessThanOrEqual(6940);
    expect(days).toBe(28);
  });

  it('[EX17] has the planned power at the length it names, and finds the smallest effect there', () => {
    const size = sized({ ...fixed, plan: { ...plan, days: 28 } });
    const planned = size.powerByEffect.find(({ effect }) => Math.abs(effect - 0.1) < 1e-9);
    expect(planned?.power).toBeCloseTo(0.8, 2);
    expect(size.curve.find(({ days }) => days === 28)?.effect).toBeCloseTo(0.1, 2);
  });

  it('[EX17] finds smaller effects the longer it runs, and larger ones more often', () => {
    const { curve, powerByEffect } = sized(fixed);
    const falls = (values: readonly number[]) =>
      values.every((value, n) => n === 0 || value <= (values[n - 1] ?? value));
    expect(falls(curve.map(({ effect }) => effect))).toBe(true);
    expect(falls(powerByEffect.map(({ power }) => -power))).toBe(true);
  });

  it('[EX17] needs more units for looking every day, for more goals and for more variations', () => {
    const { unitsPerVariation: least } = sized(fixed);
    const more = [
      { ...fixed, rule },
      { ...fixed, goals: 3 },
      { ...fixed, variations: 4 },
    ];
    for (const input of more) expect(sized(input).unitsPerVariation).toBeGreaterThan(least);
    const uncorrected = { ...fixed, goals: 3, rule: { ...fixed.rule, correction: 'none' as const } };
    expect(sized(uncorrected).unitsPerVariation).toBe(least);
    expect(sized({ ...fixed, rule: { ...fixed.rule, sides: 'greater' } }).unitsPerVariation).toBeLessThan(least);
  });

  it('[EX17] takes a chance to win for what it is under a flat prior: a one-sided p-value', () => {
    const bayesian = { ...fixed, rule: { ...rule, method: 'bayesian' as const, chanceToWin: 0.975 } };
    expect(sized(bayesian).unitsPerVariation).toBe(sized(fixed).unitsPerVariation);
  });

  it('[EX17] says it in a sentence', () => {
    expect(sized(fixed).sentence).toBe(
      '6,939 units in each of 2 variations, about 28 days at 500 units a day, find a change of 10.00 % with a chance of 0.80.',
    );
  });

  it('[EX116] names the formula and the inputs it was computed by', () => {
    const size = sized(fixed);
    expect(size.basis).toMatchObject({
      method: expect.stringContaining('one look'),
      formula: expect.stringContaining('SE² = 2 · sd² · (1 + (1 + e)²) / (mean² · n)'),
    });
    const inputs = Object.fromEntries(size.basis.inputs.map(({ name, value }) => [name, value]));
    expect(inputs).toMatchObject({
      'Smallest effect e': '10.00 %',
      'Goal today, mean': '20.00 %',
      'Units a day': '500',
    });
    // The formula by hand, for every effect of the curve: 20 % today, 500 units a day for the planned days.
    const z = 1.959963984540054;
    for (const { effect, power } of size.powerByEffect) {
      const error = Math.sqrt((2 * 0.2 * 0.8 * (1 + (1 + effect) ** 2)) / (0.2 ** 2 * 500 * plan.days));
      expect(power).toBeCloseTo(normalCdf(effect / error - z) + normalCdf(-effect / error - z), 9);
    }
  });

  it('[EX116] names the α and the power of each test, and what the method adds', () => {
    const inputsOf = (input: ExperimentSizeInput) =>
      Object.fromEntries(sized(input).basis.inputs.map(({ name, value }) => [name, value]));
    // Two goals and two treatments: α / 4, and each goal √0.8.
    expect(inputsOf({ ...fixed, goals: 2, variations: 3 })).toMatchObject({
      'α of each test': '0.0125',
      'Power of each test': '0.89',
    });
    expect(inputsOf({ ...fixed, rule })).toMatchObject({ 'Tightest at': '5,000 units' });
    const prior = { mean: 0, sd: 0.1 };
    const bayesian = { ...fixed, rule: { ...rule, method: 'bayesian' as const, chanceToWin: 0.975, prior } };
    const size = sized(bayesian);
    expect(size.basis.formula).toContain('k = z · √(1 + SE² / τ²)');
    const z = 1.959963984540054;
    for (const { effect, power } of size.powerByEffect) {
      const error = Math.sqrt((2 * 0.2 * 0.8 * (1 + (1 + effect) ** 2)) / (0.2 ** 2 * 500 * plan.days));
      const k = z * Math.sqrt(1 + error ** 2 / prior.sd ** 2);
      expect(power).toBeCloseTo(normalCdf(effect / error - k) + normalCdf(-effect / error - k), 9);
    }
  });

  it('[EX17] can not tell without a baseline or a plan', () => {
    const none = sizeOf({ ...fixed, plan: { ...plan, baseline: 0 } });
    expect(none).toMatchObject({ error: { code: 'EXPERIMENT_SIZE_UNKNOWN' } });
    expect(sizeOf({ ...fixed, binary: false, plan: { ...plan, baseline: 0 } })).toMatchObject({
      error: { message: 'No number of units finds that effect: its baseline is 0.' },
    });
    expect(sizeInputOf(design({ plan: null }))).toMatchObject({ error: { code: 'EXPERIMENT_NO_PLAN' } });
    expect(sizeInputOf(design())).toEqual({ ok: true, value: { plan, rule, variations: 2, goals: 1, binary: true } });
  });
});
