import { describe, expect, it } from 'vitest';
import type { Arm } from './arm.ts';
import { Bandit } from './bandit.ts';
import type { SelectionRules } from './selection.ts';

const ARMS = ['a', 'b', 'c', 'd'];
const TIMES = 4000;

const greedy = (selection: SelectionRules) =>
  new Bandit({ arms: ARMS, policy: { name: 'EpsilonGreedy', epsilon: 0 }, seed: 9, selection });

/** How often each arm is played of so many times, without learning. */
function shares(one: Bandit, eligible: readonly Arm[] = ARMS): ReadonlyMap<Arm, number> {
  const played = new Map<Arm, number>(ARMS.map((arm) => [arm, 0]));
  for (let time = 0; time < TIMES; time += 1)
    for (const arm of one.predict(null, { eligible })) played.set(arm, (played.get(arm) ?? 0) + 1 / TIMES);
  return played;
}

const PLAYED = { decisions: ['a', 'b', 'c', 'd'], rewards: [0, 1, 0, 0], contexts: null };

describe('selection', () => {
  it('[BA29] with a floor each arm that may be played keeps that share, and the best has the rest', () => {
    const one = greedy({ floor: 0.1 });
    one.fit(PLAYED);
    const all = shares(one);
    // Four standard errors of 10 % in 4,000.
    for (const arm of ['a', 'c', 'd']) expect(Math.abs((all.get(arm) ?? 0) - 0.1)).toBeLessThan(0.019);
    expect(Math.abs((all.get('b') ?? 0) - 0.7)).toBeLessThan(0.029);
    const two = shares(one, ['a', 'b']);
    expect(Math.abs((two.get('a') ?? 0) - 0.1)).toBeLessThan(0.019);
    expect(two.get('c')).toBe(0);
    expect(() => greedy({ floor: 0.3 }).predict()).toThrow(RangeError);
  });

  it('[BA29] arms with fewer plays than the minimum are played first, also within one call', () => {
    const one = greedy({ minimumPlays: 2 });
    one.fit(PLAYED);
    const rows = { values: new Float64Array(6), count: 6, columns: 1 };
    expect(one.predict(rows)).toEqual(['a', 'b', 'c', 'd', 'b', 'b']);
    for (let step = 0; step < 4; step += 1) {
      const decisions = one.predict();
      one.partialFit({ decisions, rewards: [decisions[0] === 'b' ? 1 : 0], contexts: null });
    }
    expect(ARMS.map((arm) => one.playsOf(arm))).toEqual([2, 2, 2, 2]);
    expect(one.predict()).toEqual(['b']);
  });

  it('[BA29] of equals the first is played, or any when ties are to be random', () => {
    const tied = { ...PLAYED, rewards: [0, 1, 0, 1] };
    const first = greedy({});
    first.fit(tied);
    expect(shares(first).get('b')).toBeCloseTo(1, 9);
    const any = greedy({ ties: 'random' });
    any.fit(tied);
    expect(Math.abs((shares(any).get('d') ?? 0) - 0.5)).toBeLessThan(0.032);
    const firsts = Array.from({ length: 200 }, () => any.rank(null, 1)[0]?.[0]);
    expect(new Set(firsts)).toEqual(new Set(['b', 'd']));
  });

  it('[BA29] nothing is drawn that is not asked for', () => {
    const plain = new Bandit({ arms: ARMS, policy: { name: 'UCB1', alpha: 1 }, seed: 3 });
    const before = plain.randomState;
    plain.predict();
    expect(plain.randomState).toEqual(before);
    expect(
      () => new Bandit({ arms: ARMS, policy: { name: 'Random' }, seed: 1, mode: 'mabwiser', selection: {} }),
    ).toThrow(RangeError);
  });
});
