import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bandit } from '../bandit.ts';
import type { Policy } from '../policy.ts';
import { Decisions } from './decisions.ts';

const ARMS = ['a', 'b', 'c'];
const made = (policy: Policy) => new Bandit({ arms: ARMS, policy, seed: 3 });
const policies: readonly Policy[] = [
  { name: 'ThompsonSampling' },
  { name: 'UCB1', alpha: 1 },
  { name: 'LinUCB', alpha: 1, lambda: 1, scale: false },
];
const rows = (count: number, from: number) => ({
  values: Float64Array.from({ length: count * 2 }, (_, index) => (((from + index) * 13) % 17) / 8 - 1),
  count,
  columns: 2,
});

describe('decisions whose rewards come later', () => {
  it.each(policies)('[BA33] $name learns them in any order and in any batches as at once', (policy) => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.nat(), fc.boolean()), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (given) => {
        const contextual = policy.name === 'LinUCB';
        const start = { decisions: ARMS, rewards: [1, 0, 1], contexts: rows(3, 0) };
        const [late, whole] = [made(policy), made(policy)];
        late.fit(start);
        whole.fit(start);
        const decisions = new Decisions(late);
        const asked = rows(given.length, 5);
        const found = decisions.decide(contextual ? asked : { ...asked }, 0);
        expect(found).toHaveLength(given.length);
        const shuffled = [...given.entries()].sort(([, [, a]], [, [, b]]) => a - b);
        let batch: { ticket: number; value: number }[] = [];
        for (const [index, [value, , closes]] of shuffled) {
          batch.push({ ticket: found[index]?.ticket ?? -1, value });
          if (!closes) continue;
          expect(decisions.rewards(batch, 1).ok).toBe(true);
          batch = [];
        }
        expect(decisions.rewards(batch, 2).ok).toBe(true);
        expect(decisions.waiting).toBe(0);
        whole.predict(asked);
        whole.partialFit({
          decisions: found.map(({ arm }) => arm),
          rewards: given.map(([value]) => value),
          contexts: asked,
        });
        const [own, other] = [late.expectations(rows(4, 2)), whole.expectations(rows(4, 2))];
        for (const [index, value] of own.entries()) expect(Math.abs(value - (other[index] ?? 9))).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('[BA33] a second reward and an unknown ticket are refused, and nothing of their batch is learned', () => {
    const bandit = made({ name: 'ThompsonSampling' });
    const decisions = new Decisions(bandit);
    const [first, second] = decisions.decide(rows(2, 0), 0);
    if (first === undefined || second === undefined) throw new Error('two rows, two decisions');
    expect(decisions.reward(first.ticket, 1, 0)).toEqual({ ok: true, value: 'learned' });
    const again = decisions.rewards([{ ticket: second.ticket, value: 1 }, { ticket: first.ticket, value: 1 }], 0); // biome-ignore format: a row
    expect(again.ok ? null : again.error.code).toBe('BANDIT_TICKET_REWARDED');
    const twice = decisions.rewards([{ ticket: second.ticket, value: 1 }, { ticket: second.ticket, value: 0 }], 0); // biome-ignore format: a row
    expect(twice.ok ? null : twice.error.code).toBe('BANDIT_TICKET_REWARDED');
    const strange = decisions.reward(99, 1, 0);
    expect(strange.ok ? null : strange.error.code).toBe('BANDIT_TICKET_UNKNOWN');
    expect(ARMS.reduce((sum, arm) => sum + bandit.playsOf(arm), 0)).toBe(1);
    expect(decisions.waiting).toBe(1);
  });

  it('[BA33] a reward after the horizon is passed over, as often as it comes', () => {
    const bandit = made({ name: 'ThompsonSampling' });
    const decisions = new Decisions(bandit, { horizon: 7 });
    const [old] = decisions.decide(null, 0);
    const [young] = decisions.decide(null, 5);
    expect(decisions.reward(young?.ticket ?? -1, 1, 8)).toEqual({ ok: true, value: 'learned' });
    for (let time = 0; time < 2; time += 1)
      expect(decisions.reward(old?.ticket ?? -1, 1, 8)).toEqual({ ok: true, value: 'late' });
    expect(decisions.waiting).toBe(0);
    expect(() => decisions.decide(null, 7)).toThrow(RangeError);
  });
});
