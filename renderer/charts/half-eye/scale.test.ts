import { describe, expect, it } from 'vitest';
import { type Arm, armsDomain, peaksOf, tickText } from './scale.ts';

const arm = (x: readonly number[], y: readonly number[], low: number, high: number): Arm => ({
  variantId: 'v',
  label: 'A',
  mean: (low + high) / 2,
  interval80: { low, high, level: 0.8 },
  interval95: { low, high, level: 0.95 },
  density: { x, y },
  pBest: null,
});

describe('the scale of the half-eyes', () => {
  it('reaches from the first to the last visible density of any arm', () => {
    const arms = [
      arm([0.01, 0.02, 0.03, 0.04], [0, 50, 50, 0], 0.021, 0.029),
      arm([0.03, 0.05, 0.07, 0.09], [0, 100, 10, 0], 0.045, 0.06),
    ];
    expect(armsDomain(arms)).toEqual([0.02, 0.07]);
  });

  it('never leaves what a rate can be, and holds without arms', () => {
    expect(armsDomain([arm([-0.1, 0.5, 1.2], [1, 1, 1], 0.2, 0.8)])).toEqual([0, 1]);
    expect(armsDomain([])).toEqual([0, 1]);
  });

  it('other values may lie beyond those of rates', () => {
    expect(armsDomain([arm([-0.1, 2], [1, 1], 0.2, 1.8)], { kind: 'ratio' })).toEqual([-0.1, 2]);
  });

  it('draws all by the highest peak, or each by its own', () => {
    const arms = [arm([0, 1], [0, 8], 0, 1), arm([0, 1], [2, 0], 0, 1)];
    expect(peaksOf(arms, 'all')).toEqual([8, 8]);
    expect(peaksOf(arms, 'each')).toEqual([8, 2]);
  });

  it('writes as many decimals as neighbours need to differ', () => {
    expect(tickText(0.03, [0.02, 0.03, 0.04])).toBe('3 %');
    expect(tickText(0.025, [0.02, 0.025, 0.03])).toBe('2.5 %');
    expect(tickText(0.0275, [0.0275, 0.028])).toBe('2.75 %');
  });
});
