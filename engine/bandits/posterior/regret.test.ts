import { describe, expect, it } from 'vitest';
import type { Posterior } from './posterior.ts';
import { regretEstimate } from './regret.ts';

describe('the regret of plays', () => {
  const known: readonly Posterior[] = [
    { kind: 'normal', mean: 5, sd: 1e-6 },
    { kind: 'normal', mean: 3, sd: 1e-6 },
  ];

  it('[BA24] is the plays of an arm times what it falls short of the best, when both are known', () => {
    const found = regretEstimate([{ plays: [90, 10] }, { plays: [99, 1] }], known, { seed: 1, draws: 2000 });
    expect(found.mean).toBeCloseTo(22, 3);
    expect(found.cumulative.map((value) => Number(value.toFixed(3)))).toEqual([20, 22]);
    expect(found.high - found.low).toBeLessThan(0.001);
    expect(found.plays).toBe(200);
  });

  it('[BA24] is nothing for the best by far, and has an interval where it is not known which that is', () => {
    expect(regretEstimate([{ plays: [500, 0] }], known, { seed: 1, draws: 2000 }).high).toBe(0);
    const open: readonly Posterior[] = [
      { kind: 'beta', alpha: 10, beta: 90 },
      { kind: 'beta', alpha: 9, beta: 91 },
    ];
    const found = regretEstimate([{ plays: [100, 100] }], open, { seed: 1, draws: 20_000 });
    expect(found.low).toBeLessThan(found.mean);
    expect(found.mean).toBeLessThan(found.high);
    expect(found.low).toBeGreaterThanOrEqual(0);
  });
});
