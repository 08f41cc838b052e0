import { describe, expect, it } from 'vitest';
import { Bandit, type BanditOptions } from './bandit.ts';
import { Popularity } from './learning/popularity.ts';
import { Softmax } from './learning/softmax.ts';
import type { Mode } from './mode.ts';
import { LshNearest } from './neighbourhood/lsh-nearest.ts';
import { playsOf, rowsOf, times } from './plays.fixture.ts';

/** Faults of MABWiser 2.7.4, each seen in mode `mabwiser` and not by default. */
const bandit = (mode: Mode, options: Omit<BanditOptions, 'mode' | 'seed' | 'arms'> & Partial<BanditOptions>) =>
  new Bandit({ arms: ['a', 'b', 'c'], seed: 42, ...options, mode });

const correlation = (x: readonly number[], y: readonly number[]): number => {
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [mx, my] = [mean(x), mean(y)];
  const moment = (u: readonly number[], mu: number, v: readonly number[], mv: number) =>
    u.reduce((sum, value, index) => sum + (value - mu) * ((v[index] ?? 0) - mv), 0);
  return moment(x, mx, y, my) / Math.sqrt(moment(x, mx, x, mx) * moment(y, my, y, my));
};

/** How often each arm is played in `count` rows without contexts. */
const played = (one: Bandit, count: number): ReadonlyMap<string | number, number> => {
  const chosen = times(count).flatMap(() => one.predict());
  return new Map(one.arms.map((arm) => [arm, chosen.filter((other) => other === arm).length / count]));
};

describe('LinTS', () => {
  const drawn = (mode: Mode) => {
    const one = bandit(mode, { arms: ['a', 'b'], policy: { name: 'LinTS', alpha: 1, lambda: 1, scale: false } });
    one.fit(
      playsOf(times(40).map((i) => [i % 2 === 0 ? 'a' : 'b', i % 4 === 0 ? 1 : 0, [1, (i % 5) / 5] as const] as const)),
    );
    const values = one.expectations(rowsOf(times(2000).map(() => [1, 0.5])));
    const of = (arm: number) => times(2000).map((row) => values[row * 2 + arm] ?? Number.NaN);
    return correlation(of(0), of(1));
  };

  it('[BA6] draws for each arm on its own; all arms have the same noise in MABWiser', () => {
    expect(drawn('mabwiser')).toBeGreaterThan(0.99);
    // The standard error of a correlation of 2,000 independent pairs is 0.022.
    expect(Math.abs(drawn('default'))).toBeLessThan(0.09);
  });
});

describe('arms without data', () => {
  const policy = { name: 'LinUCB', alpha: 1, lambda: 4, scale: false } as const;

  it.each([
    // √(xᵀ(4I)⁻¹x) and √(xᵀ(4I)x) of x = (3, 4).
    { mode: 'default' as const, bonus: 2.5 },
    { mode: 'mabwiser' as const, bonus: 10 },
  ])('[BA7] have the width of the prior: λ = 4, mode $mode, bonus $bonus', ({ mode, bonus }) => {
    const one = bandit(mode, { policy });
    one.fit(playsOf([['a', 1, [1, 0]]]));
    const [seen = Number.NaN, unseen] = one.expectations(rowsOf([[3, 4]]));
    expect(unseen).toBeCloseTo(bonus, 12);
    // A = 4I + (1, 0)(1, 0)ᵀ: β = (1/5, 0), width √(9/5 + 16/4).
    expect(seen).toBeCloseTo(0.6 + Math.sqrt(5.8), 12);
  });

  it('[BA8] are tried by UCB1, one after the other; never in MABWiser while another has a positive bound', () => {
    const run = (mode: Mode) => {
      const one = bandit(mode, { policy: { name: 'UCB1', alpha: 1 } });
      one.fit(playsOf([['a', 1]]));
      return times(50).map(() => {
        const [arm = ''] = one.predict();
        one.partialFit(playsOf([[arm, 1]]));
        return arm;
      });
    };
    expect(new Set(run('mabwiser'))).toEqual(new Set(['a']));
    expect(run('default').slice(0, 2)).toEqual(['b', 'c']);
  });

  it.each(['UCB1', 'ThompsonSampling'] as const)('[BA8] are tried by trees with leaves of %s', (name) => {
    const run = (mode: Mode) => {
      const one = bandit(mode, {
        policy: name === 'UCB1' ? { name, alpha: 1 } : { name },
        neighbourhood: { name: 'TreeBandit', maxDepth: null, minSamplesLeaf: 1 },
        grown: { grow: () => ({ childrenLeft: [-1], childrenRight: [-1], feature: [-2], threshold: [-2] }) },
      });
      one.fit(playsOf([['a', 1, [0]]]));
      return new Set(one.predict(rowsOf(times(50).map(() => [0]))));
    };
    expect(run('mabwiser')).toEqual(new Set(['a']));
    expect(run('default').has('b')).toBe(true);
  });
});

describe('Popularity', () => {
  const shares = (mode: Mode) => {
    const one = bandit(mode, { policy: { name: 'Popularity' } });
    one.fit(playsOf([['a', 6], ['b', 3], ['c', 1]])); // biome-ignore format: a table
    one.partialFit(playsOf([['a', 6]]));
    if (!(one.policy instanceof Popularity)) throw new Error('another policy was made');
    return one.policy.shares;
  };

  it('[BA9] keeps all shares on one scale after more plays; in MABWiser the arms played last gain', () => {
    expect(shares('default')).toEqual([0.6, 0.3, 0.1]);
    // a's mean 6 stands beside the shares 0.3 and 0.1.
    expect(shares('mabwiser')[0]).toBeCloseTo(6 / 6.4, 12);
  });

  it('[BA9] refuses means below zero, also when all are; MABWiser prefers the worst then', () => {
    const run = (mode: Mode) => {
      const one = bandit(mode, { arms: ['a', 'b'], policy: { name: 'Popularity' } });
      one.fit(playsOf([['a', -1], ['b', -99]])); // biome-ignore format: a table
      return played(one, 200).get('b');
    };
    expect(run('mabwiser')).toBeGreaterThan(0.9);
    expect(() => run('default')).toThrow(RangeError);
  });
});

describe('LSHNearest', () => {
  const run = (mode: Mode) => {
    const one = bandit(mode, {
      policy: { name: 'EpsilonGreedy', epsilon: 0 },
      neighbourhood: { name: 'LSHNearest', dimensions: 2, tables: 2 },
    });
    one.fit(playsOf(times(30).map((i) => ['a', 1, [Math.cos(i), Math.sin(i)]])));
    one.fit(playsOf([['b', 1, [1, 1]]])); // biome-ignore format: a table
    return one;
  };

  it('[BA10] forgets the plays of an earlier fit; MABWiser keeps them in its tables', () => {
    const filed = (one: Bandit) => {
      if (!(one.policy instanceof LshNearest)) throw new Error('another policy was made');
      return one.policy.tables.map(({ buckets }) => [...buckets.values()].flat().length);
    };
    expect(filed(run('default'))).toEqual([1, 1]);
    expect(filed(run('mabwiser'))).toEqual([31, 31]);
    const around = rowsOf(times(30).map((i) => [Math.cos(i), Math.sin(i)]));
    expect(() => run('mabwiser').predict(around)).toThrow(RangeError);
    expect(run('default').predict(around)).toHaveLength(30);
  });
});

describe('TreeBandit with a binarizer', () => {
  it('[BA11] judges a reward once; judged again in MABWiser, successes are failures', () => {
    const mean = (mode: Mode) => {
      const one = bandit(mode, {
        arms: ['a'],
        policy: { name: 'ThompsonSampling' },
        neighbourhood: { name: 'TreeBandit', maxDepth: null, minSamplesLeaf: 1 },
        binarizer: (_, reward) => reward > 10,
        grown: { grow: () => ({ childrenLeft: [-1], childrenRight: [-1], feature: [-2], threshold: [-2] }) },
      });
      one.fit(playsOf(times(80).map((i) => ['a', 20, [i]])));
      const drawn = one.expectations(rowsOf(times(400).map((i) => [i])));
      return drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    };
    // Means of Beta(81, 1) and Beta(1, 81); the mean of 400 draws of it has a standard error of 0.0006.
    expect(mean('default')).toBeCloseTo(81 / 82, 2);
    expect(mean('mabwiser')).toBeCloseTo(1 / 82, 2);
  });

  it('[BA11] explores with ε-greedy leaves as often as ε says; in MABWiser the leaves explore once more', () => {
    const worse = (mode: Mode) => {
      const one = bandit(mode, {
        arms: ['a', 'b'],
        policy: { name: 'EpsilonGreedy', epsilon: 0.4 },
        neighbourhood: { name: 'TreeBandit', maxDepth: 1, minSamplesLeaf: 1 },
        grown: { grow: () => ({ childrenLeft: [-1], childrenRight: [-1], feature: [-2], threshold: [-2] }) },
      });
      one.fit(playsOf([['a', 1, [0]], ['b', 0.9, [0]]])); // biome-ignore format: a table
      return one.predict(rowsOf(times(4000).map(() => [0]))).filter((arm) => arm === 'b').length / 4000;
    };
    // ε/2, with a standard error of 0.0063.
    expect(Math.abs(worse('default') - 0.2)).toBeLessThan(0.026);
    expect(worse('mabwiser')).toBeGreaterThan(0.3);
  });
});

describe('TreeBandit with UCB1', () => {
  it('[BA11] has wider bounds the more others are played; in MABWiser a leaf knows of no other arm', () => {
    const bound = (mode: Mode, others: number) => {
      const one = bandit(mode, {
        arms: ['a', 'b'],
        policy: { name: 'UCB1', alpha: 1 },
        neighbourhood: { name: 'TreeBandit', maxDepth: 1, minSamplesLeaf: 1 },
        grown: { grow: () => ({ childrenLeft: [-1], childrenRight: [-1], feature: [-2], threshold: [-2] }) },
      });
      const played = times(others).map(() => ['b', 1, [0]] as const);
      one.fit(playsOf([['a', 1, [0]], ['a', 0, [0]], ...played]));
      return one.expectations(rowsOf([[0]]))[0];
    };
    expect(bound('mabwiser', 98)).toBe(bound('mabwiser', 2));
    expect(bound('default', 98)).toBeCloseTo(0.5 + Math.sqrt(Math.log(100)), 12);
  });
});

describe('LinGreedy with scaling', () => {
  it('[BA12] answers when every row explores; MABWiser does not', () => {
    const run = (mode: Mode) => {
      const one = bandit(mode, { policy: { name: 'LinGreedy', epsilon: 1, lambda: 1, scale: true } });
      one.fit(playsOf(times(6).map((i) => [['a', 'b', 'c'][i % 3] ?? '', i, [i, 1]])));
      return one.predict(rowsOf([[1, 1]]));
    };
    expect(() => run('mabwiser')).toThrow(RangeError);
    expect(run('default')).toHaveLength(1);
  });
});

describe('shares of Softmax and Popularity', () => {
  // Of 20,000 rows; a share's standard error is at most 0.0035.
  const ROWS = 20_000;
  const fitted = (mode: Mode, name: 'Softmax' | 'Popularity') => {
    const one = bandit(mode, { policy: name === 'Softmax' ? { name, tau: 1 } : { name } });
    one.fit(playsOf([['a', 1], ['b', 2], ['c', 0.5]])); // biome-ignore format: a table
    if (!(one.policy instanceof Softmax || one.policy instanceof Popularity))
      throw new Error('another policy was made');
    return { one, shares: one.policy.shares };
  };
  const furthest = (mode: Mode, name: 'Softmax' | 'Popularity') => {
    const { one, shares } = fitted(mode, name);
    const found = played(one, ROWS);
    return Math.max(...one.arms.map((arm, index) => Math.abs((found.get(arm) ?? 0) - (shares[index] ?? 0))));
  };

  it.each(['Softmax', 'Popularity'] as const)(
    '[BA13] are the chances %s plays with; MABWiser leans to the best',
    (name) => {
      expect(furthest('mabwiser', name)).toBeGreaterThan(0.025);
      expect(furthest('default', name)).toBeLessThan(0.014);
    },
  );

  it('[BA13] of zero are never played, and are even when nothing was gained', () => {
    const one = bandit('default', { policy: { name: 'Popularity' } });
    one.fit(playsOf([['a', 1], ['b', 0], ['c', 3]])); // biome-ignore format: a table
    expect(played(one, 2000).get('b')).toBe(0);
    one.fit(playsOf([['a', 0]]));
    for (const share of played(one, 2000).values()) expect(share).toBeGreaterThan(0.25);
  });
});
