import { expect, it } from 'vitest';
import { effectOf, type KnownEffect } from './effect.ts';
import { fixedHorizon } from './fixed-horizon.ts';
import { MEANS, ORACLE } from './stats.fixture.ts';

function welch(): KnownEffect {
  const effect = effectOf(MEANS.control, MEANS.treatment, { difference: 'absolute' });
  if (!effect.known) throw new Error(effect.reason);
  return effect;
}

it("[ES10] one look is read by Welch's t test, as scipy has it", () => {
  const { interval, pValue } = fixedHorizon(welch());
  expect(pValue).toBeCloseTo(ORACLE.welch.pValue, 11);
  expect(interval[0]).toBeCloseTo(ORACLE.welch.interval[0], 10);
  expect(interval[1]).toBeCloseTo(ORACLE.welch.interval[1], 10);
});

it('[ES10] one-sided reads leave the other side open', () => {
  const greater = fixedHorizon(welch(), { side: 'greater' });
  const lesser = fixedHorizon(welch(), { side: 'lesser' });
  expect(greater.pValue).toBeCloseTo(ORACLE.welch.greater, 11);
  expect(lesser.pValue).toBeCloseTo(1 - ORACLE.welch.greater, 11);
  expect(greater.interval[1]).toBe(Number.POSITIVE_INFINITY);
  expect(lesser.interval[0]).toBe(Number.NEGATIVE_INFINITY);
  // 95 % on one side is 90 % on two
  expect(greater.interval[0]).toBeCloseTo(fixedHorizon(welch(), { alpha: 0.1 }).interval[0], 12);
});

it('[ES10] tiny p-values keep their digits', () => {
  const effect = { ...welch(), estimate: 30, standardError: 1, degrees: 1000 };
  expect(fixedHorizon(effect).pValue).toBeGreaterThan(0);
  expect(fixedHorizon(effect).pValue).toBeLessThan(1e-100);
});
