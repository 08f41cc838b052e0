import { describe, expect, it } from 'vitest';
import { type EffectPoint, sequenceDomain, wholeRuns } from './effect-points.ts';

const point = (x: number, half: number, estimate = 0.1): EffectPoint => ({
  key: `${x}`,
  x,
  estimate,
  low: estimate - half,
  high: estimate + half,
});

describe('effects over time', () => {
  it('[CH19] takes the height of the axis from the days that count, and keeps zero and every estimate on it', () => {
    const points = [point(0, 9, 0.6), point(1, 4), point(2, 1), point(3, 0.2), point(4, 0.15), point(5, 0.1)];
    const [from, to] = sequenceDomain(points, 3);
    expect(from).toBeLessThanOrEqual(-0.1);
    expect(from).toBeGreaterThan(-0.5);
    expect(to).toBeGreaterThanOrEqual(0.6);
    expect(to).toBeLessThan(1.5);
  });

  it('[CH19] takes it from the later half while no day counts yet, and holds without any day', () => {
    const [from, to] = sequenceDomain([point(0, 9), point(1, 0.3)], 14);
    expect(from).toBeGreaterThan(-1);
    expect(to).toBeLessThan(1);
    expect(sequenceDomain([], 3)).toEqual([-0.1, 0.1]);
  });

  it('[CH7] joins nothing over a day without an estimate', () => {
    const gap: EffectPoint = { key: 'g', x: 2, estimate: null, low: null, high: null };
    const runs = wholeRuns([point(0, 1), point(1, 1), gap, point(3, 1), point(5, 1)]);
    expect(runs.map((run) => run.map(({ x }) => x))).toEqual([[0, 1], [3], [5]]);
  });
});
