import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../stats/index.ts';
import type { Posterior } from './posterior.ts';
import { valueRemaining } from './value-remaining.ts';

const options = { seed: 3, draws: 40_000 };

describe('value remaining', () => {
  it('[BA22] of two normals is the 95th percentile of their difference where that is above zero', () => {
    const arms: readonly Posterior[] = [
      { kind: 'normal', mean: 100, sd: 3 },
      { kind: 'normal', mean: 98, sd: 4 },
    ];
    const { best, absolute, relative, settled } = valueRemaining(arms, options);
    const expected = -2 + 5 * normalQuantile(0.95);
    expect(best).toBe(0);
    expect(Math.abs(absolute - expected)).toBeLessThan(0.15);
    expect(relative).toBeCloseTo(absolute / 100, 12);
    expect(settled).toBe(false);
  });

  it('[BA22] is settled when much has been seen of a clear winner, and not at the beginning', () => {
    const seen = (clicks: number, impressions: number): Posterior => ({
      kind: 'beta',
      alpha: 1 + clicks,
      beta: 1 + impressions - clicks,
    });
    expect(valueRemaining([seen(900, 10_000), seen(500, 10_000)], options)).toEqual({
      best: 0,
      absolute: 0,
      relative: 0,
      settled: true,
    });
    const early = valueRemaining([seen(4, 50), seen(3, 50)], options);
    expect(early.relative).toBeGreaterThan(0.5);
    expect(early.settled).toBe(false);
  });

  it('[BA22] is no share of a mean that is not above zero', () => {
    const losing: Posterior = { kind: 'student', mean: -1, scale: 0.1, df: 9 };
    const { relative, settled } = valueRemaining([losing, { ...losing, mean: -3 }], options);
    expect(relative).toBeNull();
    expect(settled).toBe(false);
  });
});
