import { expect, it } from 'vitest';
import { byName, farthest, journeys } from './attribution.fixture.ts';
import { ORACLE_PATHS, ORACLE_SHAPLEY } from './oracle.fixture.ts';
import { shapleyCredit, shapleyValues } from './shapley.ts';

const members = (coalition: number): number[] =>
  Array.from({ length: 20 }, (_, player) => player).filter((player) => (coalition & (1 << player)) !== 0);

it('[AT5] the Security Council: a veto is worth 105 times a vote', () => {
  // Shapley & Shubik 1954 for the council since 1965: 421/2145 for each of the 5 permanent members, 4/2145 for each of 10.
  const passes = (coalition: number): number =>
    members(coalition).filter((player) => player < 5).length === 5 && members(coalition).length >= 9 ? 1 : 0;
  const values = shapleyValues(15, passes);
  expect(values[0]).toBeCloseTo(421 / 2145, 12);
  expect(values[14]).toBeCloseTo(4 / 2145, 12);
});

it('[AT5] the airport game: each pays an equal part of every stretch it needs', () => {
  // Littlechild & Owen 1973: with costs 12, 28, 31 the values are 12/3, 12/3 + 16/2, 12/3 + 16/2 + 3.
  const costs = [12, 28, 31];
  const values = shapleyValues(3, (coalition) =>
    Math.max(0, ...members(coalition).map((player) => costs[player] ?? 0)),
  );
  expect([...values].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([4, 12, 15]);
});

it('[AT5] the closed form over channel sets equals the mean over all orders', () => {
  const data = journeys(ORACLE_PATHS);
  const credits = byName(data, shapleyCredit(data)(data.outcomes).conversions);
  expect(farthest(credits, ORACLE_SHAPLEY)).toBeLessThan(1e-11);
});

it('[AT5] the closed form equals the sum over coalitions', () => {
  const data = journeys(ORACLE_PATHS);
  const sets = data.paths.map((path) => path.reduce((set, channel) => set | (1 << channel), 0));
  const worth = (coalition: number): number =>
    sets.reduce((sum, set, path) => ((set & ~coalition) === 0 ? sum + (data.outcomes.conversions[path] ?? 0) : sum), 0);
  const values = byName(data, shapleyValues(data.channels.length, worth));
  expect(farthest(values, ORACLE_SHAPLEY)).toBeLessThan(1e-11);
});

it('refuses a game with too many coalitions', () => {
  expect(() => shapleyValues(21, () => 0)).toThrow(RangeError);
});
