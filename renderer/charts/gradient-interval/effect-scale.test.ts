import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectDomain, onScale, spacedTicks } from './effect-scale.ts';

const reach = fc
  .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: 0.001, max: 2, noNaN: true }))
  .map(([estimate, half]) => ({ estimate, low: estimate - half, high: estimate + half }));

describe('one scale for several intervals', () => {
  it('[CH17] has zero and every estimate on it', () => {
    fc.assert(
      fc.property(fc.array(reach, { maxLength: 12 }), (rows) => {
        const [from, to] = effectDomain(rows);
        expect(from).toBeLessThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThan(to);
        for (const { estimate } of rows) {
          expect(estimate).toBeGreaterThanOrEqual(from);
          expect(estimate).toBeLessThanOrEqual(to);
        }
      }),
    );
  });

  it('[CH17] holds all of intervals of like width, and says which ends of a far wider one are cut', () => {
    const usual = [
      { estimate: 0.1, low: 0.02, high: 0.18 },
      { estimate: -0.02, low: -0.1, high: 0.06 },
      { estimate: 0.05, low: -0.05, high: 0.15 },
    ];
    const wide = { estimate: 0.3, low: -4, high: 4.6 };
    const domain = effectDomain([...usual, wide]);
    expect(domain[1]).toBeLessThan(1);
    for (const row of usual) expect(onScale(row, domain)).toEqual({ ...row, cutLow: false, cutHigh: false });
    expect(onScale(wide, domain)).toEqual({
      estimate: 0.3,
      low: domain[0],
      high: domain[1],
      cutLow: true,
      cutHigh: true,
    });
  });

  it('[CH6] writes as many ticks as have room, zero among them', () => {
    const ticks = [-0.2, 0, 0.2, 0.4, 0.6, 0.8].map((at) => ({ at, text: `${at * 100} %` }));
    const placed = (pixels: number) => spacedTicks(ticks, (at) => at * pixels).map(({ at }) => at);
    expect(placed(1000)).toEqual([-0.2, 0, 0.2, 0.4, 0.6, 0.8]);
    expect(placed(170)).toEqual([0, 0.4, 0.8]);
    expect(placed(90)).toEqual([0, 0.6]);
  });
});
