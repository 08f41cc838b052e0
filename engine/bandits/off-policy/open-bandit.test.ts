import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Generator } from '../../stats/rng/index.ts';
import { evaluatePolicy, type OffPolicyRead } from './evaluate-policy.ts';
import { type LogFile, matched, ownRead, policyOf, readLogs } from './logged-file.ts';
import { MEN_PRIORS } from './open-bandit.fixture.ts';
import type { PolicyShares } from './policy-shares.ts';
import { rankedThompsonShares } from './ranked-thompson.ts';

const file = (name: string) => new URL(`../../../../shared/data/obd/${name}_men.parquet`, import.meta.url).pathname;
const absent = !existsSync(file('random'));

/**
 * What the Thompson policy did, in two ways: as often as it showed each item in each position over the week (it learned
 * meanwhile; this is its mean), and as Open Bandit Pipeline has it, by draws from its priors at the beginning of the week.
 */
describe.skipIf(absent)('the Open Bandit Dataset, campaign men (skipped where it is not at hand)', () => {
  let random: LogFile;
  let thompson: LogFile;

  beforeAll(async () => {
    const logs = await Promise.all([readLogs(file('random')), readLogs(file('bts'))]);
    const [first, second] = logs.map((read) => {
      if (!read.ok) throw new Error(read.error.message);
      return read.value;
    });
    if (first === undefined || second === undefined) throw new Error('two files');
    [random, thompson] = [first, second];
  });

  function read(policy: PolicyShares): OffPolicyRead {
    const both = matched(random, policy);
    if (!both.ok) throw new Error(both.error.message);
    const found = evaluatePolicy(both.value.rounds, both.value.target);
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  }

  /** Estimates in clicks of 10,000 impressions: value, interval. Expected numbers are of our own run, to notice changes. */
  const told = ({ estimates }: OffPolicyRead) =>
    Object.fromEntries(
      estimates.map(({ name, value, interval }) => [name, [value, ...interval].map((x) => Math.round(x * 1e6) / 100)]),
    );

  function expectNear({ estimates, overlap, canTell }: OffPolicyRead, itself: boolean): void {
    const own = ownRead(thompson, 0.95);
    expect([own.value, random.rewards.reduce((sum, click) => sum + click, 0)]).toEqual([0.0069, 46]);
    for (const { name, value, standardError, interval } of estimates) {
      if (name === 'DM') continue;
      if (itself) expect([interval[0] < own.value, interval[1] > own.value]).toEqual([true, true]);
      // Both are estimates: their difference, less than two of its standard errors.
      expect(Math.abs(value - own.value)).toBeLessThan(2 * Math.hypot(standardError, own.standardError));
    }
    expect(canTell).toBe(true);
    expect(overlap.unsupportedShare).toBe(0);
  }

  it('[BA45] the mean of what it showed, read from the random logs, comes to its own click rate', () => {
    const found = read(policyOf(thompson));
    expectNear(found, true);
    expect(found.overlap.effectiveRounds).toBeCloseTo(2869.2753, 3);
    expect(found.overlap.maxWeight).toBeCloseTo(7.48428, 4);
    expect(told(found)).toEqual({
      IPS: [56.56, 29.17, 83.96],
      SNIPS: [57.4, 29.66, 85.14],
      DM: [47.18, 36.54, 72.83],
      DR: [57.17, 29.83, 84.52],
      SwitchDR: [57.17, 29.83, 84.52],
    });
  });

  it('[BA45] what its priors at the beginning of the week would show, nearly the same policy, comes near it', () => {
    const items = MEN_PRIORS.map((_, item) => String(item));
    const shares = rankedThompsonShares(MEN_PRIORS, { places: 3, times: 100_000, random: Generator.seeded(12_345) });
    const policy = new Map(
      ['1', '2', '3'].map((position, place) => [
        position,
        new Map(items.map((item, index) => [item, shares[place * items.length + index] ?? 0])),
      ]),
    );
    const found = read(policy);
    expectNear(found, false);
    expect(told(found)).toEqual({
      IPS: [45.27, 22.04, 68.5],
      SNIPS: [45.98, 22.41, 69.55],
      DM: [46.01, 30.81, 64.46],
      DR: [45.98, 22.77, 69.2],
      SwitchDR: [45.98, 22.77, 69.2],
    });
  });
});
