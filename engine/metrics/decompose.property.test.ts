import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompose, type Group, ratioContributions } from './decompose.ts';

const count = fc.integer({ min: 0, max: 100_000 });
/** Outcomes within volumes, some groups new or gone. */
const group = fc
  .tuple(count, count, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([volume, volumeBefore, rate, rateBefore]) => ({
    volume,
    volumeBefore,
    outcome: Math.round(volume * rate),
    outcomeBefore: Math.round(volumeBefore * rateBefore),
  }));
const groups = fc
  .array(group, { minLength: 1, maxLength: 8 })
  .map((list) => list.map((entry, index): Group => ({ key: `g${index}`, ...entry })))
  .filter((list) => list.some((g) => g.volumeBefore > 0) && list.some((g) => g.volume > 0));

const near = (a: number, b: number, size: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * (1 + size));

describe('volume, mix and rate', () => {
  it('[MT1] add up to the change', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const { before, now, volume, mix, rate } = decompose(list);
        near(before + volume + mix + rate, now, before + now);
      }),
    );
  });

  it('[MT2] are zero where nothing of their kind changed', () => {
    const same = { volume: 200, volumeBefore: 100 };
    const found = decompose([
      { key: 'a', ...same, outcome: 20, outcomeBefore: 10 },
      { key: 'b', ...same, outcome: 60, outcomeBefore: 30 },
    ]);
    expect(found).toMatchObject({ before: 40, now: 80, volume: 40, mix: 0, rate: 0 });
    const shifted = decompose([
      { key: 'a', volume: 150, volumeBefore: 100, outcome: 15, outcomeBefore: 10 },
      { key: 'b', volume: 50, volumeBefore: 100, outcome: 15, outcomeBefore: 30 },
    ]);
    expect(shifted.volume).toBe(0);
    expect(shifted.rate).toBeCloseTo(0, 12);
    expect(shifted.mix).toBeCloseTo(-10, 12);
  });

  it("[MT3] tell Simpson's paradox: every rate rises, the total falls, and mix is why", () => {
    const found = decompose([
      { key: 'search', volume: 200, volumeBefore: 800, outcome: 22, outcomeBefore: 80 },
      { key: 'social', volume: 800, volumeBefore: 200, outcome: 17, outcomeBefore: 4 },
    ]);
    expect(found.now).toBeLessThan(found.before);
    expect(found.rate).toBeGreaterThan(0);
    expect(found.mix).toBeLessThan(0);
  });

  it('[MT1] contributions to a ratio add up to its change', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const sum = (of: (g: Group) => number) => list.reduce((all, g) => all + of(g), 0);
        const change =
          sum((g) => g.outcome) / sum((g) => g.volume) - sum((g) => g.outcomeBefore) / sum((g) => g.volumeBefore);
        const parts = [...ratioContributions(list).values()].reduce((all, part) => all + part, 0);
        near(parts, change, 1);
      }),
    );
  });
});
