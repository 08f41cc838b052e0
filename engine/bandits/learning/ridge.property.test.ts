import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invertDefinite } from '../../stats/matrix.ts';
import { Generator } from '../../stats/rng/index.ts';
import { Ridge } from './ridge.ts';

const options = { lambda: 0.5, scale: false, mode: 'default' } as const;

describe('a ridge regression that goes on', () => {
  it('[BA30] keeps its inverse within 1e-9 of the one made anew, over thousands of plays', () => {
    const n = 6;
    const random = Generator.seeded(4);
    const one = new Ridge(n, options, random);
    for (let step = 0; step < 3000; step += 1) {
      // Columns that are nearly the same make the inverse large.
      const base = random.standardNormal();
      const values = Float64Array.from({ length: n }, () => base + 0.01 * random.standardNormal());
      one.learn({ values, count: 1, columns: n }, [random.random()], [0]);
      if (step % 37 !== 0) continue;
      const anew = invertDefinite(one.a, n);
      const largest = Math.max(...anew.map(Math.abs));
      for (const [index, value] of anew.entries())
        expect(Math.abs((one.inverse[index] ?? 9) - value)).toBeLessThan(1e-9 * largest);
    }
  });

  it('[BA28] forgets plays and not the penalty', () => {
    const discount = 0.8;
    const rows = fc.array(
      fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const one = new Ridge(2, { ...options, memory: { discount, per: 'play' } }, Generator.seeded(1));
        const cut = Math.floor(given.length / 2);
        for (const part of [given.slice(0, cut), given.slice(cut)]) {
          one.fade(discount ** part.length);
          const contexts = { values: Float64Array.from(part.flat()), count: part.length, columns: 2 };
          one.learn(contexts, part.map(([x]) => 2 * x), [...part.keys()]); // biome-ignore format: short
        }
        const entry = (a: 0 | 1, b: 0 | 1) =>
          given.reduce((sum, row, index) => sum + discount ** (given.length - 1 - index) * row[a] * row[b], 0);
        expect(one.a[0]).toBeCloseTo(0.5 + entry(0, 0), 9);
        expect(one.a[1]).toBeCloseTo(entry(0, 1), 9);
        expect(one.a[3]).toBeCloseTo(0.5 + entry(1, 1), 9);
        expect(one.xty[1]).toBeCloseTo(2 * entry(0, 1), 9);
      }),
    );
  });
});
