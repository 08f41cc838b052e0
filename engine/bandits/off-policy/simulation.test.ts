import { describe, expect, it } from 'vitest';
import { type EvaluateOptions, evaluatePolicy, type OffPolicyRead } from './evaluate-policy.ts';
import { drawLogs, type KnownBandit, SMALL, truthOf } from './logs.fixture.ts';

const SEEDS = 300;
const NAMES = ['IPS', 'SNIPS', 'DR', 'SwitchDR'] as const;

interface Simulated {
  readonly values: readonly number[];
  readonly errors: readonly number[];
  readonly held: number;
}

/** What an estimator says of so many logs of one bandit. */
function simulate(
  bandit: KnownBandit,
  { rounds, contexts = false, ...options }: { readonly rounds: number; readonly contexts?: boolean } & EvaluateOptions,
): (name: string) => Simulated {
  const truth = truthOf(bandit);
  const reads: OffPolicyRead[] = [];
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { logs, asked } = drawLogs(bandit, { rounds, seed, contexts });
    const read = evaluatePolicy(logs, asked, { resamples: 2, ...options });
    if (!read.ok) throw new Error(read.error.message);
    reads.push(read.value);
  }
  return (name) => {
    const own = reads.flatMap(({ estimates }) => estimates.filter((estimate) => estimate.name === name));
    return {
      values: own.map(({ value }) => value - truth),
      errors: own.map(({ standardError }) => standardError),
      held: own.filter(({ interval: [low, high] }) => low <= truth && truth <= high).length,
    };
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value * value)));

describe('estimators on logs of a bandit whose truth is known', () => {
  const small = simulate(SMALL, { rounds: 600 });

  it.each(NAMES)('[BA40] %s is off by no more than chance', (name) => {
    const { values } = small(name);
    expect(Math.abs(mean(values))).toBeLessThan((3 * deviation(values)) / Math.sqrt(SEEDS));
  });

  it.each(NAMES)('[BA41] the 95 % interval of %s holds the truth, its error is the spread over logs', (name) => {
    const { held, values, errors } = small(name);
    // Binomial(300, 0.95): 4 standard deviations are 15.
    expect(Math.abs(held - 0.95 * SEEDS)).toBeLessThan(15);
    expect(mean([...errors]) / deviation(values)).toBeGreaterThan(0.85);
    expect(mean([...errors]) / deviation(values)).toBeLessThan(1.15);
  });

  it('[BA40] DR varies less than IPS, the more the model says', () => {
    expect(deviation(small('DR').values)).toBeLessThan(0.85 * deviation(small('IPS').values));
    const sure: KnownBandit = {
      ...SMALL,
      rates: [
        [0.02, 0.1, 0.5, 0.98],
        [0.98, 0.5, 0.1, 0.02],
      ],
    };
    const known = simulate(sure, { rounds: 600 });
    expect(deviation(known('DR').values)).toBeLessThan(0.6 * deviation(known('IPS').values));
  });

  it('[BA40] DR stays right when the model is wrong: one mean for two opposite situations', () => {
    const blind = simulate(SMALL, { rounds: 600, contexts: true, ridge: 1e9 });
    const { values, held } = blind('DR');
    expect(Math.abs(mean(values))).toBeLessThan((3 * deviation(values)) / Math.sqrt(SEEDS));
    expect(Math.abs(held - 0.95 * SEEDS)).toBeLessThan(15);
    // The model alone is wrong by far more than chance.
    expect(Math.abs(mean(blind('DM').values))).toBeGreaterThan(0.03);
  });

  it('[BA40] DR by contexts is as good as by positions', () => {
    const seen = simulate(SMALL, { rounds: 600, contexts: true, ridge: 1 });
    expect(deviation(seen('DR').values)).toBeLessThan(1.1 * deviation(small('DR').values));
  });

  it('[BA41] the empirical Bernstein interval holds it at least as often', () => {
    expect(simulate(SMALL, { rounds: 600, interval: 'bernstein' })('IPS').held).toBeGreaterThanOrEqual(0.95 * SEEDS);
  });
});
