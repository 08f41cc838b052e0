import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arm } from './arm.ts';
import { EpsilonGreedy } from './learning/epsilon-greedy.ts';
import { Linear } from './learning/linear.ts';
import { Softmax } from './learning/softmax.ts';
import { ThompsonSampling } from './learning/thompson-sampling.ts';
import type { Mode } from './mode.ts';
import { playsOf, times } from './plays.fixture.ts';
import { ARMS, bandit, close, expected, named, type Play, plays } from './policies.fixture.ts';

describe('arms that come and go', () => {
  const modes: readonly Mode[] = ['default', 'mabwiser'];
  it.each(named.flatMap((one) => modes.map((mode) => ({ ...one, mode }))))(
    '[BA17] $name, mode $mode: one that was added and removed leaves nothing',
    ({ policy, mode }) => {
      fc.assert(
        fc.property(plays, plays, (first, then) => {
          const [one, other] = [bandit(policy, { mode }), bandit(policy, { mode })];
          for (const each of [one, other]) each.fit(playsOf(first));
          one.addArm('new');
          expect(one.arms).toEqual([...ARMS, 'new']);
          expect(one.coldArms).toContain('new');
          one.removeArm('new');
          for (const each of [one, other]) each.partialFit(playsOf(then));
          expect(one.arms).toEqual(other.arms);
          close(one, other);
        }),
        { numRuns: 25 },
      );
    },
  );

  it.each(named)('[BA17] $name: one that comes back stands last and knows nothing', ({ policy }) => {
    fc.assert(
      fc.property(plays, (all) => {
        const one = bandit(policy);
        one.fit(playsOf(all));
        one.removeArm('a');
        expect(one.arms).toEqual([7, 'b', 2]);
        expect([...expected(one).keys()]).toEqual([7, 'b', 2]);
        one.addArm('a');
        expect(one.arms).toEqual([7, 'b', 2, 'a']);
        expect(one.status('a')).toEqual({ trained: false, warmedBy: null });
        if (one.policy instanceof EpsilonGreedy || one.policy instanceof Softmax)
          expect(one.policy.sums.of('a')).toEqual({ sum: 0, count: 0 });
        if (one.policy instanceof ThompsonSampling) expect(one.policy.posterior('a')).toEqual({ success: 1, fail: 1 });
        if (one.policy instanceof Linear) expect([...(one.policy.model('a')?.beta ?? [])]).toEqual([0, 0, 0]);
      }),
      { numRuns: 25 },
    );
  });

  it('[BA17] a warm arm begins with what its donor knows and goes on alone', () => {
    fc.assert(
      fc.property(plays, fc.nat(6), (all, successes) => {
        const one = bandit({ name: 'ThompsonSampling' });
        one.fit(playsOf([...all, ['b', 1, [0, 0, 1]]]));
        one.addArm('new');
        one.warmStart(
          new Map<Arm, number[]>([
            ...ARMS.map((arm, index): [Arm, number[]] => [arm, [1, index * 3]]),
            ['new', [1, 6.01]],
          ]),
          1,
        );
        expect(one.status('new')).toEqual({ trained: false, warmedBy: 'b' });
        if (!(one.policy instanceof ThompsonSampling)) throw new Error('another policy was made');
        const donor = one.policy.posterior('b');
        expect(one.policy.posterior('new')).toEqual(donor);
        one.partialFit(playsOf(times(successes).map((): Play => ['new', 1, [0, 0, 1]])));
        expect(one.policy.posterior('b')).toEqual(donor);
        expect(one.policy.posterior('new').success).toBe(donor.success + successes);
      }),
      { numRuns: 40 },
    );
  });
});
