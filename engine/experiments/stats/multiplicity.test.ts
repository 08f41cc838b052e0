import fc from 'fast-check';
import { expect, it } from 'vitest';
import { benjaminiHochberg, holm } from './multiplicity.ts';

/** Six p-values and their adjustments: our own run of numpy over the published definitions. */
const P = [0.01, 0.04, 0.03, 0.005, 0.2, 0.04];
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12));

it('[ES14] Holm steps down', () => {
  expect(holm(P)).toEqual(close([0.05, 0.12, 0.12, 0.03, 0.2, 0.12]));
});

it('[ES14] Benjamini and Hochberg step up', () => {
  expect(benjaminiHochberg(P)).toEqual(close([0.03, 0.048, 0.048, 0.03, 0.2, 0.048]));
});

it('[ES14] tests without an answer stay without and do not count', () => {
  expect(holm([null, 0.01, null, 0.04])).toEqual([null, 0.02, null, 0.04]);
  expect(benjaminiHochberg([null, 0.01, null, 0.04])).toEqual([null, 0.02, null, 0.04]);
  expect(holm([])).toEqual([]);
});

const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
const numbers = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NaN);

it('[ES14] adjusting only raises, keeps the order, and Holm is at least as strict', () => {
  fc.assert(
    fc.property(family, (pValues) => {
      const [strict, lenient] = [numbers(holm(pValues)), numbers(benjaminiHochberg(pValues))];
      pValues.forEach((p, i) => {
        expect(lenient[i]).toBeGreaterThanOrEqual(p - 1e-15);
        expect(strict[i]).toBeGreaterThanOrEqual((lenient[i] ?? 2) - 1e-12);
        expect(strict[i]).toBeLessThanOrEqual(1);
        pValues.forEach((q, j) => {
          if (p < q) expect(strict[i]).toBeLessThanOrEqual(strict[j] ?? 0);
        });
      });
    }),
    { numRuns: 100 },
  );
});
