import { expect, it } from 'vitest';
import { sampleRatioPValue } from './sample-ratio.ts';

const arms = (units: readonly number[], weights: readonly number[]) =>
  units.map((count, index) => ({ units: count, weight: weights[index] ?? 0 }));

it('[ES13] units against promised shares are tested by χ², as scipy has it', () => {
  expect(sampleRatioPValue(arms([5050, 4890, 5060], [1, 1, 1]))).toBeCloseTo(0.16202575093388077, 12);
  expect(sampleRatioPValue(arms([900, 1100], [0.5, 0.5]))).toBeCloseTo(7.744216431044088e-6, 15);
  expect(sampleRatioPValue(arms([900, 1100], [30, 30]))).toBeCloseTo(7.744216431044088e-6, 15);
});

it('[ES13] nothing seen is no alarm, one arm has no ratio', () => {
  expect(sampleRatioPValue(arms([0, 0], [1, 1]))).toBe(1);
  expect(sampleRatioPValue(arms([10], [1]))).toBe(1);
});

it('[ES9] an arm without promised traffic is no degree of freedom, and units in it are an alarm; not so in gbstats', () => {
  const closed = arms([900, 1100, 0], [1, 1, 0]);
  expect(sampleRatioPValue(closed)).toBeCloseTo(7.744216431044088e-6, 15);
  expect(sampleRatioPValue(closed, 'gbstats')).toBeCloseTo(4.539992976248486e-5, 14);
  const leaking = arms([1000, 1000, 40], [1, 1, 0]);
  expect(sampleRatioPValue(leaking)).toBe(0);
  expect(sampleRatioPValue(leaking, 'gbstats')).toBeGreaterThan(0.4);
});

it('[ES9] one arm has a p-value of 1; for gbstats, as for scipy without degrees of freedom, of no number', () => {
  expect(sampleRatioPValue(arms([10], [1]))).toBe(1);
  expect(sampleRatioPValue(arms([10], [1]), 'gbstats')).toBeNaN();
  expect(sampleRatioPValue(arms([0], [1]), 'gbstats')).toBe(1);
});
