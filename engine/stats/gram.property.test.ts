import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addGram, addOwn, addProducts } from './gram.ts';
import { addOuter, diagonal } from './matrix.ts';
import { Generator } from './rng/index.ts';

const sizes = fc.record({ n: fc.integer({ min: 1, max: 9 }), count: fc.integer({ min: 1, max: 30 }), seed: fc.nat() });

const made = ({ count, seed }: { readonly count: number; readonly seed: number }) => {
  const random = Generator.seeded(seed);
  return Float64Array.from({ length: count }, () => random.standardNormal());
};

const near = (found: Float64Array, expected: Float64Array): void => {
  for (const [index, value] of expected.entries()) expect(Math.abs((found[index] ?? 9) - value)).toBeLessThan(1e-12);
};

it('[BA30] XᵀX four rows at a time is the sum of the rows’ own products, whatever their number', () => {
  fc.assert(
    fc.property(sizes, ({ n, count, seed }) => {
      const values = made({ count: n * count, seed });
      const [fast, plain] = [diagonal(n, 0.7), diagonal(n, 0.7)];
      addGram(fast, values, [...Array(count).keys()], n);
      for (let row = 0; row < count; row += 1) addOuter(plain, values.subarray(row * n, (row + 1) * n), n);
      near(fast, plain);
    }),
  );
});

it('[BA30] in one pass along all rows each sum takes its own, and rows of none are passed over', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 4 }), ({ n, count, seed }, parts) => {
      const values = made({ count: n * count, seed });
      const y = made({ count, seed: seed + 1 }).map((value) => Math.max(value, 0));
      const random = Generator.seeded(seed + 2);
      const owners = Int32Array.from({ length: count }, () => random.integer(parts + 1) - 1);
      const empty = () =>
        Array.from({ length: parts }, () => ({ gram: diagonal(n, 0.7), products: new Float64Array(n) }));
      const [together, apart] = [empty(), empty()];
      addOwn(together, values, owners, y);
      for (const [owner, { gram, products }] of apart.entries()) {
        const places = [...owners.keys()].filter((row) => owners[row] === owner);
        addGram(gram, values, places, n);
        addProducts(
          products,
          values,
          places,
          Float64Array.from(places, (row) => y[row] ?? 9),
        );
        near(together[owner]?.gram ?? new Float64Array(), gram);
        near(together[owner]?.products ?? new Float64Array(), products);
      }
    }),
  );
});
