import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmPosterior } from '../../../engine/contract/index.ts';
import { type Density, posteriorDensity } from './density.ts';
import { highestOf, type Ridge, type RidgeRow, ridgeDomain, spaced } from './rows.ts';

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** Integral of y·f over the grid by the trapezoid rule. */
const integral = ({ x, y }: Density, f: (at: number) => number = () => 1): number =>
  sum(
    x.map((at, index) => {
      const before = x[index - 1];
      if (before === undefined) return 0;
      return ((at - before) * ((y[index] ?? 0) * f(at) + (y[index - 1] ?? 0) * f(before))) / 2;
    }),
  );

const ridge = (measure: string, mean: number, half: number): Ridge => ({
  key: 'k',
  measure,
  name: measure,
  colour: 1,
  density: { x: [mean - half, mean, mean + half], y: [0, 1 / half, 0] },
  mean,
  low: mean - half,
  high: mean + half,
  look: 'solid',
});
const row = (key: string, ...ridges: readonly Ridge[]): RidgeRow => ({ key, text: key, ridges });

describe('the density of a posterior', () => {
  it('[CH21] has area 1 and the mean of its family', () => {
    const cases: readonly (readonly [ArmPosterior, number, number])[] = [
      [{ kind: 'beta', alpha: 40, beta: 60 }, 0.4, Math.sqrt(0.24 / 101)],
      [{ kind: 'gamma', shape: 30, rate: 600 }, 0.05, Math.sqrt(30) / 600],
      [{ kind: 'student', mean: -1.5, scale: 0.2, df: 30 }, -1.5, 0.2],
    ];
    for (const [posterior, mean, deviation] of cases) {
      const drawn = posteriorDensity(posterior, { low: mean - 2 * deviation, high: mean + 2 * deviation });
      expect(integral(drawn)).toBeCloseTo(1, 9);
      expect(Math.abs(integral(drawn, (at) => at) - mean)).toBeLessThan(deviation * 0.02);
    }
  });

  it('[CH21] is finite for any posterior, also where it rises without end', () => {
    const positive = fc.double({ min: 0.05, max: 5_000, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (alpha, beta) => {
        const mean = alpha / (alpha + beta);
        const low = mean * 0.5;
        const { y } = posteriorDensity({ kind: 'beta', alpha, beta }, { low, high: mean + (1 - mean) * 0.5 });
        expect(y.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });

  it('is empty where the interval has no width', () => {
    expect(posteriorDensity({ kind: 'student', mean: 1, scale: 1, df: 3 }, { low: 1, high: 1 })).toEqual({
      x: [],
      y: [],
    });
  });
});

describe('the rows of a ridgeline', () => {
  it('[CH22] are evenly apart, no more than there is room for, and the last is there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 20 }), (length, count) => {
        const items = Array.from({ length }, (_, index) => index);
        const chosen = spaced(items, count);
        expect(chosen.length).toBeLessThanOrEqual(count);
        expect(chosen.at(-1)).toBe(length - 1);
        const gaps = chosen.map((at, index) => at - (chosen[index - 1] ?? at)).slice(1);
        expect(new Set(gaps).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('[CH22] share a scale that holds every mean and the intervals of the later half', () => {
    const rows = [row('1', ridge('a', 5, 5)), row('2', ridge('a', 3, 0.5))];
    const [low, high] = ridgeDomain(rows);
    expect(low).toBeLessThanOrEqual(2.5);
    expect(low).toBeGreaterThan(2);
    expect(high).toBeGreaterThanOrEqual(5);
    expect(high).toBeLessThan(6);
    expect(ridgeDomain([])).toEqual([0, 1]);
    expect(ridgeDomain([row('1', ridge('a', 2, 0))])).toEqual([1, 3]);
  });

  it('[CH22] heights are compared within a name', () => {
    const rows = [row('1', ridge('a', 1, 0.5), ridge('b', 1, 4)), row('2', ridge('a', 1, 0.25))];
    expect([...highestOf(rows)]).toEqual([
      ['a', 4],
      ['b', 0.25],
    ]);
  });
});
