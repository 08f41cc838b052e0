import { describe, expect, it } from 'vitest';
import { conversionProbabilities } from './absorption.ts';
import { byName, farthest, journeys } from './attribution.fixture.ts';
import { chainOf, moveCounts } from './chain.ts';
import type { Journeys } from './journeys.ts';
import { markovCredit, removalEffects } from './markov.ts';
import { ORACLE_MARKOV, ORACLE_PATHS } from './oracle.fixture.ts';

const effects = (data: Journeys, order = 1) => byName(data, removalEffects(chainOf(data, order), data.outcomes));
const conversion = (data: Journeys, order = 1, without?: number): number => {
  const chain = chainOf(data, order);
  return conversionProbabilities(chain, moveCounts(chain, data.outcomes), without)[0] ?? Number.NaN;
};

describe('published examples', () => {
  it('[AT2] three channels, three journeys', () => {
    // Bryl 2016, Attribution model with R, part 1 (analyzecore.com): 33.3 % convert; removal effects 0.5, 1, 1.
    const data = journeys([
      ['c1 c2 c3', 1, 0],
      ['c1', 0, 1],
      ['c2 c3', 0, 1],
    ]);
    expect(conversion(data)).toBeCloseTo(1 / 3, 14);
    expect(farthest(effects(data), { c1: 0.5, c2: 1, c3: 1 })).toBeLessThan(1e-14);
    const credits = byName(data, markovCredit(data)(data.outcomes).conversions);
    expect(farthest(credits, { c1: 0.2, c2: 0.4, c3: 0.4 })).toBeLessThan(1e-14);
  });

  it('[AT2] two channels, one of them with a journey lost', () => {
    // Puzyrov 2019, Markov chain attribution: transitions 4/5, 1/5, 2/4, 1/4, 1/4, 2/2 of these five journeys.
    const data = journeys([
      ['google', 2, 1],
      ['mailing', 1, 0],
      ['google mailing', 1, 0],
    ]);
    // By hand: 4/5·(2/4 + 1/4) + 1/5 = 0.8; without google 0.2, without mailing 0.4.
    expect(conversion(data)).toBeCloseTo(0.8, 14);
    expect(farthest(effects(data), { google: 0.75, mailing: 0.5 })).toBeLessThan(1e-14);
  });
});

describe('against a dense solve', () => {
  const data = journeys(ORACLE_PATHS);

  it.each(ORACLE_MARKOV)('[AT2][AT4] removal effects of order $order', ({ order, conversion: whole, removal }) => {
    expect(Math.abs(conversion(data, order) - whole)).toBeLessThan(1e-13);
    expect(farthest(effects(data, order), removal)).toBeLessThan(1e-12);
  });
});

it('[AT2] equals the sum over every path that the chain can take', () => {
  const data = journeys([
    ['a b', 3, 5],
    ['b c', 2, 4],
    ['a c', 1, 6],
    ['c', 2, 9],
  ]);
  const chain = chainOf(data);
  const counts = moveCounts(chain, data.outcomes);
  const rowSums = new Float64Array(chain.states);
  counts.forEach((count, move) => {
    rowSums[chain.from[move] ?? 0] = (rowSums[chain.from[move] ?? 0] ?? 0) + count;
  });
  // No loops here, so the paths are finitely many.
  const walk = (state: number, avoided: number): number => {
    if (state === chain.states) return 1;
    if (state > chain.states || chain.touched[state] === avoided) return 0;
    let sum = 0;
    chain.from.forEach((from, move) => {
      if (from === state) sum += ((counts[move] ?? 0) / (rowSums[state] ?? 1)) * walk(chain.to[move] ?? 0, avoided);
    });
    return sum;
  };
  expect(conversion(data)).toBeCloseTo(walk(0, -2), 14);
  for (const channel of [0, 1, 2]) expect(conversion(data, 1, channel)).toBeCloseTo(walk(0, channel), 14);
});

it('[AT2] long loops cost no digits', () => {
  // a returns to itself 10⁶ times for each time it is left; of the leavings 1 in 4 converts.
  const chain = { ...chainOf(journeys([['a a', 1, 1]])) };
  const counts = chain.from.map(() => 0);
  const amounts = Float64Array.from(counts, (_, move) => {
    if (chain.from[move] === 0) return 1;
    if (chain.to[move] === 1) return 4e6;
    return chain.to[move] === chain.states ? 1 : 3;
  });
  expect(conversionProbabilities(chain, amounts)[0]).toBe(0.25);
});

it('[AT4] refuses an order that is none, and more states than it can hold', () => {
  const data = journeys([['a', 1, 0]]);
  expect(() => chainOf(data, 0)).toThrow(RangeError);
  expect(() => chainOf(data, 1.5)).toThrow(RangeError);
  const many = Array.from({ length: 2001 }, (_, index) => [`channel_${index}`, 1, 0] as const);
  expect(() => chainOf(journeys(many))).toThrow(RangeError);
});

it('[AT2] no conversion, no removal effect and no credit', () => {
  const data = journeys([['a b', 0, 4]]);
  expect(effects(data)).toEqual({ a: 0, b: 0 });
  expect([...markovCredit(data)(data.outcomes).conversions]).toEqual([0, 0]);
});
