import { describe, expect, it } from 'vitest';
import { type EvaluateOptions, evaluatePolicy, type OffPolicyRead } from './evaluate-policy.ts';
import { drawLogs, SMALL } from './logs.fixture.ts';
import type { LoggedRounds, TargetPolicy } from './rounds.ts';

const FAST = { resamples: 20 };

/** Four rounds, two actions, logged half and half; the policy asked about plays the second three times of four. */
const FOUR: LoggedRounds = {
  actions: Int32Array.of(0, 1, 1, 0),
  rewards: Float64Array.of(1, 0, 1, 0),
  propensities: Float64Array.of(0.5, 0.5, 0.5, 0.5),
  positions: null,
  contexts: null,
};
const MOSTLY_SECOND: TargetPolicy = { actions: 2, shares: Float64Array.of(0.25, 0.75), situations: new Int32Array(4) };

function read(logs: LoggedRounds, asked: TargetPolicy, options: EvaluateOptions = FAST): OffPolicyRead {
  const result = evaluatePolicy(logs, asked, options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const estimate = (of: OffPolicyRead, name: string) => {
  const found = of.estimates.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

describe('what another policy would have brought', () => {
  it('[BA40] weighs four rounds as by hand', () => {
    const of = read(FOUR, MOSTLY_SECOND);
    // w = 0.5, 1.5, 1.5, 0.5; w r = 0.5, 0, 1.5, 0
    expect(estimate(of, 'IPS').value).toBeCloseTo(0.5, 14);
    expect(estimate(of, 'IPS').standardError).toBeCloseTo(Math.sqrt((0 + 0.25 + 1 + 0.25) / 3 / 4), 14);
    expect(estimate(of, 'SNIPS').value).toBeCloseTo(0.5, 14);
    // w (r − ½) = 0.25, −0.75, 0.75, −0.25 over a mean weight of 1
    expect(estimate(of, 'SNIPS').standardError).toBeCloseTo(Math.sqrt(1.25 / 3 / 4), 14);
    expect(of.overlap).toMatchObject({ rounds: 4, maxWeight: 1.5, clippedShare: 0, unsupportedShare: 0 });
    expect(of.overlap.effectiveRounds).toBeCloseTo(16 / 5, 12);
    expect(of.overlap.effectiveRewarded).toBeCloseTo(4 / 2.5, 12);
    expect(of.logged.value).toBe(0.5);
  });

  it('[BA40] cuts weights and says how many', () => {
    const of = read(FOUR, MOSTLY_SECOND, { ...FAST, clip: 1 });
    expect(estimate(of, 'IPS').value).toBeCloseTo((0.5 + 1) / 4, 14);
    expect(of.overlap).toMatchObject({ maxWeight: 1, clippedShare: 0.5 });
  });

  it('[BA40] the policy that logged is worth what was logged', () => {
    const { logs, asked } = drawLogs({ ...SMALL, target: SMALL.logging }, { rounds: 400, seed: 3 });
    const of = read(logs, asked);
    expect(estimate(of, 'IPS').value).toBeCloseTo(of.logged.value, 12);
    expect(estimate(of, 'SNIPS').value).toBeCloseTo(of.logged.value, 12);
    expect(estimate(of, 'SNIPS').standardError).toBeCloseTo(of.logged.standardError, 12);
    expect(of.overlap.effectiveRounds).toBeCloseTo(400, 9);
  });

  it('[BA42] switch-DR above all weights is DR, below all is what the model expects', () => {
    const { logs, asked } = drawLogs(SMALL, { rounds: 500, seed: 4 });
    const all = read(logs, asked, { ...FAST, threshold: 1e9 });
    expect(estimate(all, 'SwitchDR').value).toBeCloseTo(estimate(all, 'DR').value, 14);
    expect(all.switch.biasBound).toBe(0);
    const none = read(logs, asked, { ...FAST, threshold: 0 });
    // The same but for the cross-fit.
    expect(Math.abs(estimate(none, 'SwitchDR').value - estimate(none, 'DM').value)).toBeLessThan(0.02);
    expect(none.switch.biasBound).toBeCloseTo(1, 12);
    const chosen = read(logs, asked);
    expect(chosen.switch.threshold).toBeLessThanOrEqual(chosen.overlap.maxWeight);
  });

  it('[BA42] leaves weights to the model where they cost more than the bias they take away', () => {
    // The second action has a fifth of the policy and one logged round in 500: it was logged once in a hundred, at 100 times
    // its weight. That round's part of the variance, near (100 · ½ / 100)², is above the square of the bias, 0.2².
    const actions = new Int32Array(100);
    actions[50] = 1;
    const logs: LoggedRounds = {
      actions,
      rewards: Float64Array.from(actions.keys(), (round) => round % 2),
      propensities: Float64Array.from(actions, (action) => (action === 1 ? 0.002 : 0.998)),
      positions: null,
      contexts: null,
    };
    const of = read(logs, { actions: 2, shares: Float64Array.of(0.8, 0.2), situations: new Int32Array(100) });
    expect(of.overlap.maxWeight).toBeCloseTo(100, 9);
    expect(of.switch.threshold).toBeLessThan(100);
    expect(of.switch.biasBound).toBeCloseTo(0.2, 12);
    expect(estimate(of, 'SwitchDR').standardError).toBeLessThan(estimate(of, 'DR').standardError / 3);
  });

  it('[BA41] names how its intervals were made', () => {
    const { logs, asked } = drawLogs(SMALL, { rounds: 300, seed: 5 });
    const widths = (['normal', 'bootstrap', 'bernstein'] as const).map((interval) => {
      const ips = estimate(read(logs, asked, { interval, resamples: 400 }), 'IPS');
      expect(ips.method).toContain({ normal: 'normal', bootstrap: 'bootstrap', bernstein: 'Bernstein' }[interval]);
      return ips.interval[1] - ips.interval[0];
    });
    const [normal = 0, bootstrap = 0, bernstein = 0] = widths;
    expect(bootstrap / normal).toBeGreaterThan(0.8);
    expect(bootstrap / normal).toBeLessThan(1.2);
    expect(bernstein).toBeGreaterThan(normal);
  });

  it('[BA41] the same logs and seed give the same numbers', () => {
    const { logs, asked } = drawLogs(SMALL, { rounds: 200, seed: 6 });
    const run = () => read(logs, asked, { interval: 'bootstrap', resamples: 50, seed: 9 });
    expect(run()).toEqual(run());
  });
});

describe('what logs can not tell', () => {
  it('[BA44] refuses a policy that was not logged', () => {
    const { logs, asked } = drawLogs(
      {
        ...SMALL,
        logging: [
          [0.5, 0.5, 0, 0],
          [0.1, 0.2, 0.3, 0.4],
        ],
      },
      { rounds: 400, seed: 7 },
    );
    expect(evaluatePolicy(logs, asked, FAST)).toMatchObject({ ok: false, error: { code: 'OFF_POLICY_UNSUPPORTED' } });
  });

  it('[BA44] says what it can not tell yet', () => {
    const { logs, asked } = drawLogs(SMALL, { rounds: 60, seed: 8 });
    const of = read(logs, asked);
    expect(of.canTell).toBe(false);
    expect(of.caveats.map(({ code }) => code)).toContain('few_rounds');
    expect(read(FOUR, MOSTLY_SECOND).caveats.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['few_rounds', 'few_rewarded', 'heavy_round']),
    );
    const enough = drawLogs(SMALL, { rounds: 2000, seed: 8 });
    expect(read(enough.logs, enough.asked)).toMatchObject({ canTell: true, caveats: [] });
  });

  it('[BA44] sees propensities that are not those of the logs', () => {
    const { logs, asked } = drawLogs(SMALL, { rounds: 2000, seed: 9 });
    const halved = { ...logs, propensities: logs.propensities.map((propensity) => propensity / 2) };
    const of = read(halved, asked);
    expect(of.caveats.map(({ code }) => code)).toContain('propensities_off');
    expect(of.canTell).toBe(false);
  });

  it.each([
    ['a propensity', { propensities: Float64Array.of(0, 0.5, 0.5, 0.5) }],
    ['an action', { actions: Int32Array.of(0, 1, 2, 0) }],
    ['a reward', { rewards: Float64Array.of(1, Number.NaN, 0, 0) }],
    ['columns', { positions: Int32Array.of(0) }],
  ])('[BA44] refuses %s that can not be', (named, change) => {
    const refused = evaluatePolicy({ ...FOUR, ...change }, MOSTLY_SECOND, FAST);
    expect(refused).toMatchObject({ ok: false, error: { code: 'OFF_POLICY_ROUNDS' } });
    if (!refused.ok) expect(refused.error.message).toContain(named);
  });

  it('[BA44] refuses shares that do not add up', () => {
    const short = { ...MOSTLY_SECOND, shares: Float64Array.of(0.25, 0.7) };
    expect(evaluatePolicy(FOUR, short, FAST)).toMatchObject({ ok: false, error: { code: 'OFF_POLICY_ROUNDS' } });
  });
});
