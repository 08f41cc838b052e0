import { expect, it } from 'vitest';
import { analyseTest } from './analysis.ts';
import { CREATIVE_RULES } from './rules.ts';
import { betaDraw, binomialDraw, seeded } from './simulation.fixture.ts';

/** Tests whose true rates come from the prior the analysis is given, so that its probabilities must be frequencies. */
function simulate(seed: number, tests: number) {
  const random = seeded(seed);
  const prior = { alpha: 4, beta: 96 };
  const rules = { ...CREATIVE_RULES, prior };
  return Array.from({ length: tests }, () => {
    const rates = Array.from({ length: 3 }, () => betaDraw(random, prior));
    const counts = rates.map((rate) => ({ impressions: 600, clicks: binomialDraw(random, 600, rate) }));
    return { rates, found: analyseTest(counts, rules).comparison };
  });
}

it('P(best) of the leader is as often right as it says', () => {
  let [said, right, spread] = [0, 0, 0];
  for (const { rates, found } of simulate(7, 400)) {
    const p = found?.pBest[found.best] ?? 0;
    said += p;
    spread += p * (1 - p);
    right += rates.indexOf(Math.max(...rates)) === found?.best ? 1 : 0;
  }
  expect(Math.abs(right - said)).toBeLessThan(3.5 * Math.sqrt(spread));
});

it('the 95 % interval of the uplift holds the true gap about 95 times in 100', () => {
  const held = simulate(11, 200).filter(({ rates, found }) => {
    const gap = (rates[found?.best ?? 0] ?? 0) - (rates[found?.runnerUp ?? 0] ?? 0);
    const interval = found?.uplift();
    return interval !== undefined && gap >= interval.low && gap <= interval.high;
  });
  // 95 % ± 3.5 binomial standard errors
  expect(held.length).toBeGreaterThan(200 * (0.95 - 3.5 * 0.0154));
  expect(held.length).toBeLessThanOrEqual(200);
});
