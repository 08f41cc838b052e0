import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beliefs, NO_SUMS, posteriorOf, priorOf } from './beliefs.ts';
import { armOf, cellRecord, daily, evidenceOf, FIRST } from './cell.fixture.ts';
import type { ArmEvidence } from './evidence.ts';
import { nightRows } from './nights.ts';
import { rewardModel } from './reward-model.ts';
import { cellStanding } from './standing.ts';

const { rule } = cellRecord().design;
const RATE = rewardModel('signup_rate', 'EUR');
const PER_SPEND = rewardModel('signups_per_spend', 'EUR');

describe('what is believed of an arm', () => {
  it('[BA71] is Beta with the rewards and what had none added to the prior', () => {
    const evidence = evidenceOf(
      armOf('a', [
        [100, 10],
        [50, 5],
      ]),
      armOf('b', [
        [0, 0],
        [20, 1],
      ]),
    );
    const prior = { mean: 0.1, strength: 20 };
    const [first, second] = beliefs(evidence, { ...rule, prior }, RATE);
    expect(first?.arms.map(({ posterior }) => posterior)).toEqual([{ kind: 'beta', alpha: 12, beta: 108 }]);
    expect(second?.arms.map(({ posterior }) => posterior)).toEqual([
      { kind: 'beta', alpha: 17, beta: 153 },
      { kind: 'beta', alpha: 3, beta: 37 },
    ]);
    expect(second?.arms.map(({ trials, reward, since }) => [trials, reward, since])).toEqual([
      [150, 15, FIRST],
      [20, 1, '2026-10-02'],
    ]);
  });

  it('[BA71] is Gamma with sign-ups as shape and money as exposure', () => {
    const prior = { mean: 0.2, strength: 10 };
    const [night] = beliefs(evidenceOf(armOf('a', [[80.5, 30]])), { ...rule, prior }, PER_SPEND);
    expect(night?.arms[0]?.posterior).toEqual({ kind: 'gamma', shape: 32, rate: 90.5 });
  });

  it('[BA71] is the textbook Student t of the days where the prior weighs nothing', () => {
    const values = [0.21, 0.35, 0.18, 0.44, 0.29, 0.31];
    const sums = {
      trials: 6,
      reward: values.reduce((a, b) => a + b, 0),
      squares: values.reduce((a, b) => a + b * b, 0),
    };
    const posterior = posteriorOf(sums, { mean: 0.3, strength: 1e-12 }, { family: 'student', noise: 1e-12 });
    const mean = sums.reward / 6;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(posterior.kind === 'student' && posterior.mean).toBeCloseTo(mean, 9);
    expect(posterior.kind === 'student' && posterior.df).toBe(9);
    expect(posterior.kind === 'student' && posterior.scale).toBeCloseTo(Math.sqrt(squares / 9 / 6), 9);
  });

  it('[BA71] weighs each day by the discount to the power of its age', () => {
    const prior = { mean: 0.5, strength: 2 };
    const evidence = evidenceOf(
      armOf('a', [
        [100, 40],
        [100, 10],
        [100, 20],
      ]),
    );
    const last = beliefs(evidence, { ...rule, prior, discount: 0.5 }, RATE).at(-1);
    expect(last?.arms[0]?.posterior).toEqual({ kind: 'beta', alpha: 1 + 10 + 5 + 20, beta: 1 + 15 + 45 + 80 });
    expect(last?.arms[0]?.trials).toBe(300);
  });

  it('[BA72] has a prior worth one reward at the pooled mean of the cell', () => {
    const sums = [
      { ...NO_SUMS, trials: 900, reward: 40 },
      { ...NO_SUMS, trials: 99, reward: 9.5 },
    ];
    const prior = priorOf(sums, null, 'beta');
    expect(prior.mean).toBeCloseTo(0.05, 12);
    expect(prior.mean * prior.strength).toBeCloseTo(1, 12);
    expect(priorOf([], null, 'beta')).toEqual({ mean: 0.5, strength: 2 });
    expect(priorOf(sums, { mean: 0.2, strength: 7 }, 'beta')).toEqual({ mean: 0.2, strength: 7 });
    const days = [
      { trials: 4, reward: 2, squares: 1.2 },
      { trials: 6, reward: 1, squares: 0.4 },
    ];
    expect(priorOf(days, null, 'student')).toEqual({ mean: 0.3, strength: 1 });
  });

  it('[BA77] on a night rests on the data up to it: later days change no earlier night', () => {
    const day = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }));
    const days = fc.array(day, { minLength: 2, maxLength: 25 });
    fc.assert(
      fc.property(
        days,
        days,
        fc.constantFrom('signup_rate', 'signups_per_spend', 'return_on_spend'),
        (one, two, reward) => {
          const length = Math.min(one.length, two.length);
          const series = (given: typeof one) =>
            given.slice(0, length).map(([trials, share]) => [trials, Math.round(trials * share)] as const);
          const record = cellRecord({ reward, rule: { discount: 0.9 } });
          const whole = cellStanding(record, evidenceOf(armOf('a', series(one)), armOf('b', series(two))));
          const cut = (given: typeof one) => series(given).slice(0, length - 1);
          const before = cellStanding(record, evidenceOf(armOf('a', cut(one)), armOf('b', cut(two))));
          const until = before.evidence.days.at(-1) ?? FIRST;
          expect(nightRows(whole, FIRST, until)).toEqual(nightRows(before, FIRST, until));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('[BA77] does not depend on the order of the arms', () => {
    const [a, b, c] = [armOf('a', daily(9, 90, 9)), armOf('b', daily(9, 80, 11)), armOf('c', daily(9, 30, 2))];
    const record = cellRecord();
    const rows = (...arms: readonly ArmEvidence[]) => {
      const found = nightRows(cellStanding(record, evidenceOf(...arms)), FIRST, record.design.lastDay);
      return new Map(found.map((row) => [`${row.day} ${row.arm}`, row]));
    };
    const turned = rows(c, a, b);
    for (const [key, row] of rows(a, b, c)) {
      expect(turned.get(key)?.posterior).toEqual(row.posterior);
      expect(turned.get(key)?.pBest).toBeCloseTo(row.pBest, 12);
    }
  });

  it('[BA71] more sign-ups than sessions count as no session without one', () => {
    const [night] = beliefs(evidenceOf(armOf('a', [[3, 5]])), { ...rule, prior: { mean: 0.5, strength: 2 } }, RATE);
    expect(night?.arms[0]?.posterior).toEqual({ kind: 'beta', alpha: 6, beta: 1 });
  });
});
