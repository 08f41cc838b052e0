import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dotOf, dots, dotsAndForms, formOf, interleave } from './four-rows.ts';
import { addGram } from './gram.ts';
import { diagonal, quadraticForm } from './matrix.ts';
import { Generator } from './rng/index.ts';

const sizes = fc.record({ n: fc.integer({ min: 1, max: 9 }), count: fc.integer({ min: 1, max: 11 }), seed: fc.nat() });

const made = ({ n, count, seed }: { readonly n: number; readonly count: number; readonly seed: number }) => {
  const random = Generator.seeded(seed);
  return Float64Array.from({ length: n * count }, () => random.standardNormal());
};

it('[BA30] forms and products of four rows are those of each', () => {
  fc.assert(
    fc.property(sizes, ({ n, count, seed }) => {
      const values = made({ n, count, seed });
      const matrix = diagonal(n, 1);
      addGram(matrix, made({ n, count: 3, seed: seed + 1 }), [0, 1, 2], n);
      const vector = made({ n, count: 1, seed: seed + 2 });
      const four = new Float64Array(4 * n);
      const [both, products] = [new Float64Array(8), new Float64Array(4)];
      for (let row = 0; row < count; row += 4) {
        interleave(values, row, n, four);
        dotsAndForms(vector, matrix, four, both);
        dots(vector, four, products);
        for (let lane = 0; lane < 4; lane += 1) {
          const x = values.slice((row + lane) * n, (row + lane + 1) * n);
          const padded = x.length === n ? x : new Float64Array(n);
          expect(dotOf(vector, padded, 0)).toBe(products[lane]);
          expect(products[lane]).toBe(both[lane]);
          expect(formOf(matrix, n, padded, 0)).toBe(both[lane + 4]);
          expect(Math.abs((both[lane + 4] ?? 9) - quadraticForm(matrix, padded, n))).toBeLessThan(1e-10);
          const product = padded.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0);
          for (const found of [products, both]) expect(Math.abs((found[lane] ?? 9) - product)).toBeLessThan(1e-12);
        }
      }
    }),
  );
});
