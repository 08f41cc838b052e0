import { describe, expect, it } from 'vitest';
import { moreUnitsNeeded } from './power.ts';
import { searchedMoreUnits } from './power-search.ts';

describe("gbstats' search for the units that are missing", () => {
  // 500 units an arm with means 1 and 1.05 and variance 1000 / 499.
  const now = { standardError: Math.sqrt((1000 / 499 / 500) * (1 + 1.05 ** 2)), units: 1000 };

  it('[ES9] ends at the same half step as gbstats 0.8.0', () => {
    const more = searchedMoreUnits(0.05, now);
    expect(more.known && more.times).toBe(25.457_031_25);
    const sequential = searchedMoreUnits(0.05, now, { method: { kind: 'sequential', tuning: 5000 } });
    expect(sequential.known && sequential.times).toBe(55.667_968_75);
  });

  it('[ES9] is coarser than the number itself where little is missing', () => {
    const close = { standardError: 0.2 / 2.801, units: 1000 };
    const [more, exact] = [searchedMoreUnits(0.2, close), moreUnitsNeeded(0.2, close)];
    // Our own run of scipy: its normal distribution halved the same way, and its root finder.
    expect(more.known && more.times).toBe(7 / 2 ** 14);
    expect(exact.known && exact.times).toBeCloseTo(0.000_415_456_932_6, 10);
  });

  it('[ES9] needs nothing when the power is there, and gives up after 27 doublings', () => {
    expect(searchedMoreUnits(1, now)).toEqual({ known: true, converged: true, times: 0, units: 0 });
    expect(searchedMoreUnits(1e-7, now)).toEqual({ known: false });
  });

  it('[ES9] says when it does not end, as gbstats does: where the power is no number', () => {
    const nowhere = { standardError: Number.NaN, units: 10 };
    expect(searchedMoreUnits(0.05, nowhere)).toEqual({ known: true, converged: false, times: 1, units: 10 });
  });
});
