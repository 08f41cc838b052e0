import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BanditOptions } from './bandit.ts';
import { Ucb1 } from './learning/ucb1.ts';
import { playsOf, times } from './plays.fixture.ts';
import { ARMS, bandit, close, named, type Play, play, plays, seed } from './policies.fixture.ts';

describe('learning', () => {
  it.each(named)('[BA18] $name: learning in parts is learning at once', ({ policy }) => {
    fc.assert(
      fc.property(plays, fc.array(fc.nat(40), { maxLength: 4 }), seed, (all, cuts, number) => {
        const [once, parts] = [bandit(policy, { seed: number }), bandit(policy, { seed: number })];
        once.fit(playsOf(all));
        const ends = [...cuts.filter((cut) => cut > 0 && cut < all.length).sort((x, y) => x - y), all.length];
        for (const [index, end] of ends.entries()) {
          const part = all.slice(ends[index - 1] ?? 0, end);
          if (part.length > 0) parts.partialFit(playsOf(part));
        }
        expect(parts.coldArms).toEqual(once.coldArms);
        close(parts, once);
      }),
      { numRuns: 60 },
    );
  });

  const NEAR: readonly (Partial<BanditOptions> & { readonly name: string })[] = [
    { name: 'Radius', neighbourhood: { name: 'Radius', radius: 2, metric: 'euclidean' } },
    { name: 'KNearest', neighbourhood: { name: 'KNearest', k: 1, metric: 'euclidean' } },
    { name: 'LSHNearest', neighbourhood: { name: 'LSHNearest', dimensions: 2, tables: 2 } },
  ];
  it.each(NEAR)('[BA18] $name: so do neighbours', ({ neighbourhood }) => {
    fc.assert(
      fc.property(plays, plays, seed, (first, then, number) => {
        const make = () =>
          bandit(
            { name: 'UCB1', alpha: 1 },
            { seed: number, ...(neighbourhood === undefined ? {} : { neighbourhood }) },
          );
        const [once, parts] = [make(), make()];
        once.fit(playsOf([...first, ...then]));
        parts.fit(playsOf(first));
        parts.partialFit(playsOf(then));
        close(parts, once);
      }),
      { numRuns: 40 },
    );
  });

  it.each(named)('[BA18] $name: fitting again forgets what was known', ({ policy }) => {
    fc.assert(
      fc.property(plays, plays, (before, all) => {
        const [again, anew] = [bandit(policy), bandit(policy)];
        again.fit(playsOf(before));
        again.fit(playsOf(all));
        anew.fit(playsOf(all));
        expect(again.coldArms).toEqual(anew.coldArms);
        close(again, anew);
      }),
      { numRuns: 40 },
    );
  });

  it.each(named)('[BA18] $name: plays of unknown arms change nothing', ({ policy }) => {
    fc.assert(
      fc.property(plays, fc.array(play, { maxLength: 5 }), (all, foreign) => {
        const [one, other] = [bandit(policy), bandit(policy)];
        one.fit(playsOf([...all, ...foreign.map(([, ...rest]): Play => ['unknown', ...rest])]));
        other.fit(playsOf(all));
        expect(one.arms).toEqual(ARMS);
        close(one, other);
      }),
      { numRuns: 40 },
    );
  });

  it('[BA18] UCB1 in mode mabwiser counts plays of unknown arms among all plays', () => {
    fc.assert(
      fc.property(plays, fc.nat(9), (all, foreign) => {
        const one = bandit({ name: 'UCB1', alpha: 1 }, { mode: 'mabwiser' });
        one.fit(playsOf([...all, ...times(foreign).map((): Play => ['unknown', 1, [0, 0, 1]])]));
        if (!(one.policy instanceof Ucb1)) throw new Error('another policy was made');
        expect(one.policy.total).toBe(all.length + foreign);
      }),
    );
  });
});
