import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Generator } from '../../stats/rng/index.ts';
import { Bandit } from '../bandit.ts';
import { largest, type Rows } from './learning-policy.ts';

const given = fc.record({
  columns: fc.integer({ min: 1, max: 5 }),
  /** Plays of each arm: many make bounds tight, none leaves arms that are all the same. */
  plays: fc.array(fc.constantFrom(0, 1, 5, 60, 400), { minLength: 1, maxLength: 6 }),
  alpha: fc.constantFrom(0, 0.1, 1, 10),
  rows: fc.integer({ min: 80, max: 700 }),
  ties: fc.constantFrom('first' as const, 'random' as const),
  seed: fc.nat(),
});

it('[BA34] the arm with the largest bound is that of all bounds worked out, and of equals the same', () => {
  fc.assert(
    fc.property(given, ({ columns, plays, alpha, rows, ties, seed }) => {
      const random = Generator.seeded(seed);
      const contexts = (count: number): Rows => {
        const values = Float64Array.from({ length: count * columns }, () => random.standardNormal());
        return { values, count, columns };
      };
      const made = () =>
        new Bandit({
          arms: plays.map((_, arm) => arm),
          policy: { name: 'LinUCB', alpha, lambda: 1, scale: false },
          selection: { ties },
          seed: 1,
        });
      const [asked, checked] = [made(), made()];
      const decisions = plays.flatMap((count, arm) => Array.from({ length: count }, () => arm));
      const learned = {
        decisions,
        rewards: decisions.map((arm) => (random.random() < 0.1 * (arm + 1) ? 1 : 0)),
        contexts: contexts(decisions.length),
      };
      asked.fit(learned);
      checked.fit(learned);
      const all = contexts(rows);
      const size = plays.length;
      const chosen = asked.predict(all);
      if (ties === 'first') {
        const scores = checked.expectations(all);
        expect(chosen).toEqual(Array.from({ length: rows }, (_, row) => largest(scores, row * size, size)));
        return;
      }
      const one = (row: number): Rows => ({
        values: all.values.subarray(row * columns, (row + 1) * columns),
        count: 1,
        columns,
      });
      expect(chosen).toEqual(Array.from({ length: rows }, (_, row) => checked.predict(one(row))[0]));
    }),
  );
});
