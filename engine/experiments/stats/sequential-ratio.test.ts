import { describe, expect, it } from 'vitest';
import { seededUniform } from '../../stats/index.ts';
import { sampleRatioPValue } from './sample-ratio.ts';
import { sampleRatioEvidence, sequentialSampleRatio } from './sequential-ratio.ts';

const even = (a: number, b: number) => [
  { units: a, weight: 1 },
  { units: b, weight: 1 },
];

/** Looks at a split of `perLook` units each, a share of them in the first arm. */
function looksOf(uniform: () => number, share: number, looks: number, perLook: number) {
  let [a, b] = [0, 0];
  return Array.from({ length: looks }, () => {
    for (let unit = 0; unit < perLook; unit += 1) {
      if (uniform() < share) a += 1;
      else b += 1;
    }
    return even(a, b);
  });
}

describe('the split that is watched', () => {
  it('[ES20] weighs the units by hand-made beta functions', () => {
    // Dirichlet(2, 2) and 3 to 1: B(5, 3) / B(2, 2) · 2⁴ = (1/105) / (1/6) · 16.
    expect(sampleRatioEvidence(even(3, 1), 4)).toBeCloseTo(Math.log((6 / 105) * 16), 12);
    // Dirichlet(1, 3), promised 1 to 3, 2 to 0: B(3, 3) / B(1, 3) / (1/4)² = (1/30) / (1/3) · 16.
    const arms = [
      { units: 2, weight: 1 },
      { units: 0, weight: 3 },
    ];
    expect(sampleRatioEvidence(arms, 4)).toBeCloseTo(Math.log((3 / 30) * 16), 12);
  });

  it('[ES20] is a fair game under the promised shares', () => {
    // The expected likelihood ratio over all splits of 12 units is 1.
    let [mean, choose] = [0, 1];
    for (let a = 0; a <= 12; a += 1) {
      mean += choose * 0.5 ** 12 * Math.exp(sampleRatioEvidence(even(a, 12 - a), 6));
      choose = (choose * (12 - a)) / (a + 1);
    }
    expect(mean).toBeCloseTo(1, 12);
  });

  it('[ES20] has p-values that never rise, and none above one', () => {
    const pValues = sequentialSampleRatio(looksOf(seededUniform(5), 0.47, 30, 400));
    expect(pValues[0]).toBeLessThanOrEqual(1);
    for (const [index, p] of pValues.entries()) expect(p).toBeLessThanOrEqual(pValues[index - 1] ?? 1);
    expect(pValues.at(-1)).toBeLessThan(0.001);
  });

  it('[ES20] alarms at any of a hundred looks no oftener than it says, where χ² does', () => {
    const uniform = seededUniform(9);
    let [watched, repeated] = [0, 0];
    for (let trial = 0; trial < 400; trial += 1) {
      const looks = looksOf(uniform, 0.5, 100, 40);
      watched += (sequentialSampleRatio(looks).at(-1) ?? 1) < 0.05 ? 1 : 0;
      repeated += looks.some((arms) => sampleRatioPValue(arms) < 0.05) ? 1 : 0;
    }
    expect(watched / 400).toBeLessThanOrEqual(0.05);
    expect(repeated / 400).toBeGreaterThan(0.2);
  });

  it.each([
    [20, 0],
    [80, 20],
    [140, 60],
    [300, 200],
    [600, 400],
    [5400, 4600],
  ])('[ES20] calls %i to %i broken, as χ² does', (a, b) => {
    expect(sampleRatioPValue(even(a, b))).toBeLessThan(0.0001);
    expect(sequentialSampleRatio([even(a, b)])[0]).toBeLessThan(0.001);
  });

  it('[ES20] takes the mean of the evidence under its alternatives', () => {
    // Python 3.11, mpmath with 30 digits: 1 / mean of B(c/2 + 70, c/2 + 30) / B(c/2, c/2) · 2^100 over c of 5, 50, 1000.
    expect(sequentialSampleRatio([even(70, 30)])[0]).toBeCloseTo(0.004_335_523_018_095, 12);
  });

  it('[ES20] knows that nobody comes by chance into an arm that was promised none', () => {
    const arms = [
      { units: 10, weight: 1 },
      { units: 1, weight: 0 },
    ];
    expect(sequentialSampleRatio([arms])).toEqual([0]);
    expect(sequentialSampleRatio([even(0, 0)])).toEqual([1]);
  });
});
