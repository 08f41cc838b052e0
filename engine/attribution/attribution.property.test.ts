import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conversionProbabilities } from './absorption.ts';
import { chainOf, moveCounts } from './chain.ts';
import { dataDrivenCredit } from './data-driven.ts';
import { type CreditRule, type Journeys, journeysOf, type PathCount, type Paths, total } from './journeys.ts';
import { markovCredit } from './markov.ts';
import { shapleyCredit } from './shapley.ts';
import { firstTouch, lastNonDirect, lastTouch, linear } from './touch-rules.ts';

const CHANNELS = ['a', 'b', 'c', 'd', 'direct'];

const pathCounts = fc.record({
  touches: fc.array(fc.constantFrom(...CHANNELS), { minLength: 1, maxLength: 7 }),
  conversions: fc.integer({ min: 0, max: 40 }),
  losses: fc.integer({ min: 0, max: 400 }),
  value: fc.integer({ min: 0, max: 100_000 }),
});
const data = fc
  .array(pathCounts, { minLength: 1, maxLength: 30 })
  .map((counts): PathCount[] =>
    counts.map((count) => ({ ...count, value: count.conversions === 0 ? 0 : count.value, valueSquares: 0 })),
  );

const RULES: readonly (readonly [string, (paths: Paths) => CreditRule])[] = [
  ['last touch', lastTouch],
  ['first touch', firstTouch],
  ['linear', linear],
  ['last non-direct touch', (paths) => lastNonDirect(paths)],
  ['Shapley', shapleyCredit],
  ['data-driven', dataDrivenCredit],
  ['Markov', (paths) => markovCredit(paths)],
  ['Markov of order 2', (paths) => markovCredit(paths, 2)],
];

const credit = (journeys: Journeys, rule: (paths: Paths) => CreditRule): ReadonlyMap<string, number> => {
  const { conversions } = rule(journeys)(journeys.outcomes);
  return new Map(journeys.channels.map((channel, index) => [channel, conversions[index] ?? Number.NaN]));
};

const renamed = (counts: readonly PathCount[], name: (channel: string) => string): PathCount[] =>
  counts.map((count) => ({ ...count, touches: count.touches.map(name) }));

const near = (a: number | undefined, b: number | undefined, scale: number): boolean =>
  Math.abs((a ?? Number.NaN) - (b ?? Number.NaN)) <= 1e-9 * Math.max(1, scale);

for (const [name, rule] of RULES) {
  it(`[AT1] ${name}: credits add up to the conversions and the value, and none is negative`, () => {
    fc.assert(
      fc.property(data, (counts) => {
        const journeys = journeysOf(counts);
        const credits = rule(journeys)(journeys.outcomes);
        const { conversions, value } = journeys.outcomes;
        expect(near(total(credits.conversions), total(conversions), total(conversions))).toBe(true);
        expect(near(total(credits.value), total(value), total(value))).toBe(true);
        expect(Math.min(...credits.conversions)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });

  it(`[AT6] ${name}: names do not matter, nor the order of the rows`, () => {
    fc.assert(
      fc.property(data, (counts) => {
        const swap = (channel: string): string =>
          channel === 'direct' ? channel : `z${'dcba'['abcd'.indexOf(channel)]}`;
        const before = credit(journeysOf(counts), rule);
        const after = credit(journeysOf(renamed(counts, swap).toReversed()), rule);
        for (const [channel, amount] of before) expect(near(after.get(swap(channel)), amount, 1200)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
}

it('[AT6] two channels that stand in the same places get the same credit', () => {
  fc.assert(
    fc.property(data, (counts) => {
      const swap = (channel: string): string => ({ a: 'b', b: 'a' })[channel] ?? channel;
      const journeys = journeysOf([...counts, ...renamed(counts, swap)]);
      for (const rule of [shapleyCredit, dataDrivenCredit, (paths: Paths) => markovCredit(paths)]) {
        const credits = credit(journeys, rule);
        expect(near(credits.get('a') ?? 0, credits.get('b') ?? 0, 2400)).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

it('[AT6] a channel that only lost journeys touched gets no credit', () => {
  fc.assert(
    fc.property(data, fc.array(fc.constantFrom('null', 'a'), { minLength: 1, maxLength: 4 }), (counts, touches) => {
      const lost = { touches: ['null', ...touches, 'null'], conversions: 0, losses: 9, value: 0, valueSquares: 0 };
      // After `null` a chain of order 1 could still reach a channel that converts, so the walk stays on `null`.
      const stay = { ...lost, touches: ['null', 'null'] };
      for (const rule of [shapleyCredit, dataDrivenCredit]) {
        expect(credit(journeysOf([...counts, lost]), rule).get('null')).toBe(0);
      }
      expect(credit(journeysOf([...counts, stay]), (paths) => markovCredit(paths)).get('null')).toBeCloseTo(0, 12);
    }),
    { numRuns: 150 },
  );
});

it('[AT3] absorption is a probability from every state, with and without each channel', () => {
  fc.assert(
    fc.property(data, fc.integer({ min: 1, max: 3 }), (counts, order) => {
      const journeys = journeysOf(counts);
      const chain = chainOf(journeys, order);
      const moves = moveCounts(chain, journeys.outcomes);
      const whole = conversionProbabilities(chain, moves);
      journeys.channels.forEach((_, channel) => {
        const without = conversionProbabilities(chain, moves, channel);
        without.forEach((probability, state) => {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
          if (chain.touched[state] !== channel) {
            expect(probability).toBeLessThanOrEqual((whole[state] ?? 0) + 1e-12);
          }
        });
      });
    }),
    { numRuns: 150 },
  );
});

it('[AT2] the chain of order 1 keeps the share of journeys that convert', () => {
  fc.assert(
    fc.property(data, (counts) => {
      const journeys = journeysOf(counts);
      const all = total(journeys.outcomes.conversions) + total(journeys.outcomes.losses);
      fc.pre(all > 0);
      // Every move that the data made is one of the chain, so flow in equals flow out at each state.
      const chain = chainOf(journeys);
      const found = conversionProbabilities(chain, moveCounts(chain, journeys.outcomes))[0] ?? Number.NaN;
      expect(found).toBeCloseTo(total(journeys.outcomes.conversions) / all, 10);
    }),
    { numRuns: 200 },
  );
});
