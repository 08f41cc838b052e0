import { describe, expect, it } from 'vitest';
import { shrunkenMeans } from './cell-means.ts';
import { crossFit } from './cross-fit.ts';
import { drawLogs, SMALL } from './logs.fixture.ts';
import { fitRewardModel, standardized } from './reward-model.ts';
import type { LoggedRounds } from './rounds.ts';

const logsOf = (actions: number[], rewards: number[]): LoggedRounds => ({
  actions: Int32Array.from(actions),
  rewards: Float64Array.from(rewards),
  propensities: new Float64Array(actions.length).fill(0.5),
  positions: null,
  contexts: null,
});
const every = ({ actions }: LoggedRounds) => Int32Array.from(actions.keys());

describe('the model of rewards', () => {
  it('[BA40] draws means of cells in as far as the variance between them says', () => {
    const logs = logsOf([0, 0, 0, 0, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0, 0, 1]);
    const means = shrunkenMeans(logs, every(logs), 2);
    // within: (0.75 + 0.75) / 6 = 0.25; between: (8 · 0.0625 − 0.25) / (8 − 32 / 8) = 0.0625; strength 4
    expect(means.strength).toBeCloseTo(4, 12);
    expect(means.mean(0, 0)).toBeCloseTo((3 + 4 * 0.5) / 8, 12);
    expect(means.mean(0, 1)).toBeCloseTo((1 + 4 * 0.5) / 8, 12);
  });

  it('[BA40] takes the mean of all where cells do not differ, and for a cell never seen', () => {
    const same = logsOf([0, 0, 1, 1], [1, 0, 1, 0]);
    expect(shrunkenMeans(same, every(same), 2).mean(0, 0)).toBe(0.5);
    const two = logsOf([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]);
    const means = shrunkenMeans(two, every(two), 3);
    expect(means.mean(0, 2)).toBe(0.5);
    expect(means.mean(0, 0)).toBe(1);
  });

  it('[BA40] learns from contexts what the means do not say', () => {
    const { logs } = drawLogs(SMALL, { rounds: 4000, seed: 2, contexts: true });
    const model = fitRewardModel(logs, every(logs), { actions: 4, ridge: 1, scaled: standardized(logs) });
    const [first, second] = [0, 1].map((situation) => logs.contexts?.values.indexOf(situation) ?? -1);
    for (const [action, rate] of (SMALL.rates[0] ?? []).entries())
      expect(Math.abs(model.reward(first ?? 0, action) - rate)).toBeLessThan(0.08);
    for (const [action, rate] of (SMALL.rates[1] ?? []).entries())
      expect(Math.abs(model.reward(second ?? 0, action) - rate)).toBeLessThan(0.08);
  });

  it.each([false, true])('[BA43] reads a round by a model that never saw it (contexts: %s)', (contexts) => {
    const { logs, asked } = drawLogs(SMALL, { rounds: 60, seed: 1, contexts });
    const before = crossFit(logs, asked, { folds: 5, ridge: 1 });
    for (const round of [0, 13, 59]) {
      const rewards = logs.rewards.map((reward, i) => (i === round ? 50 : reward));
      const after = crossFit({ ...logs, rewards }, asked, { folds: 5, ridge: 1 });
      expect(after.factual[round]).toBe(before.factual[round]);
      expect(after.expected[round]).toBe(before.expected[round]);
      const other = (round + 1) % 60;
      expect(after.expected[other]).not.toBe(before.expected[other]);
    }
  });
});
