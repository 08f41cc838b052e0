import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formBounds } from './form-bounds.ts';
import { addGram } from './gram.ts';
import { diagonal, invertDefinite, isDefinite, quadraticForm } from './matrix.ts';
import { Generator } from './rng/index.ts';

const given = fc.record({
  n: fc.integer({ min: 1, max: 7 }),
  counts: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 }),
  seed: fc.nat(),
});

it('[BA34] a bound holds for every vector, and is within a hundredth of the least that does', () => {
  fc.assert(
    fc.property(given, ({ n, counts, seed }) => {
      const random = Generator.seeded(seed);
      const normals = (count: number) => Float64Array.from({ length: count }, () => random.standardNormal());
      const matrices = counts.map((count) => {
        const matrix = diagonal(n, 1);
        addGram(matrix, normals(n * count), [...Array(count).keys()], n);
        return invertDefinite(matrix, n);
      });
      const { reference, factors } = formBounds(matrices, n);
      for (const [place, matrix] of matrices.entries()) {
        const factor = factors[place] ?? Number.NaN;
        for (let draw = 0; draw < 20; draw += 1) {
          const x = normals(n);
          const bound = factor * quadraticForm(reference, x, n);
          expect(quadraticForm(matrix, x, n)).toBeLessThanOrEqual(bound * (1 + 1e-9));
        }
        const less = reference.map((value, index) => (factor / 1.0101) * value - (matrix[index] ?? 9));
        expect(isDefinite(less, n)).toBe(false);
      }
    }),
  );
});

it('[BA34] a matrix that nothing can bound by the mean has an infinite factor', () => {
  const broken = Float64Array.of(Number.NaN, 0, 0, 1);
  expect([...formBounds([diagonal(2, 1), broken], 2).factors]).toEqual([Infinity, Infinity]);
});
