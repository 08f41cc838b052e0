import fc from 'fast-check';
import { expect, it } from 'vitest';
import { betaCdf, betaQuantile } from './beta.ts';

const shape = fc.double({ min: Math.log(0.3), max: Math.log(1e7), noNaN: true }).map(Math.exp);
const level = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

it('quantile and distribution function undo each other', () => {
  fc.assert(
    fc.property(shape, shape, level, (alpha, beta, p) => {
      const x = betaQuantile({ alpha, beta }, p);
      fc.pre(x > 1e-300 && x < 1 - 1e-6);
      const wiggle = x * 1e-14;
      const tolerance = 1e-8 + Math.abs(betaCdf({ alpha, beta }, x + wiggle) - betaCdf({ alpha, beta }, x - wiggle));
      expect(Math.abs(betaCdf({ alpha, beta }, x) - p)).toBeLessThan(tolerance);
    }),
    { numRuns: 300 },
  );
});

it('quantiles rise with the level', () => {
  fc.assert(
    fc.property(shape, shape, level, level, (alpha, beta, p, q) => {
      fc.pre(Math.abs(p - q) > 1e-9);
      const [low, high] = [
        betaQuantile({ alpha, beta }, Math.min(p, q)),
        betaQuantile({ alpha, beta }, Math.max(p, q)),
      ];
      expect(low).toBeLessThanOrEqual(high);
    }),
  );
});

it('mirrors: I_x(a, b) = 1 − I_{1−x}(b, a)', () => {
  fc.assert(
    fc.property(shape, shape, level, (alpha, beta, x) => {
      const sum = betaCdf({ alpha, beta }, x) + betaCdf({ alpha: beta, beta: alpha }, 1 - x);
      expect(Math.abs(sum - 1)).toBeLessThan(1e-8);
    }),
  );
});
