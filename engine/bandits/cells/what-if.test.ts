import { describe, expect, it } from 'vitest';
import { whatIfSchema } from '../../contract/index.ts';
import { armOf, cellRecord, daily, evidenceOf } from './cell.fixture.ts';
import { banditRead } from './read.ts';
import { whatIf } from './what-if.ts';

const CLOSE = evidenceOf(armOf('a', daily(14, 100, 12)), armOf('b', daily(14, 100, 10)));

describe('what would be', () => {
  it('[BA79] without more days and with the same prior, it is what is', () => {
    const read = banditRead(cellRecord(), { evidence: CLOSE, dataThrough: null, sources: [], notes: [] });
    const same = whatIf(cellRecord(), CLOSE, { moreDays: 0, prior: null });
    expect(same.futures).toBe(0);
    for (const [index, arm] of same.arms.entries()) {
      const now = read.arms[index];
      expect([arm.mean, arm.interval.low, arm.interval.high, arm.pBest, arm.share]).toEqual([
        now?.mean,
        now?.interval95.low,
        now?.interval95.high,
        now?.pBest,
        now?.share,
      ]);
    }
  });

  it('[BA79] another prior is another read: much of it at one value draws all arms there', () => {
    const drawn = whatIf(cellRecord(), CLOSE, { moreDays: 0, prior: { mean: 0.3, strength: 1e6 } });
    for (const arm of drawn.arms) expect(arm.mean).toBeCloseTo(0.3, 2);
  });

  it.each(['signup_rate', 'signups_per_spend', 'return_on_spend'] as const)(
    '[BA79] of %s: more days narrow the intervals, keep the mean, and bring the decision nearer',
    (reward) => {
      const record = cellRecord({ reward, rule: { minTrials: 10 } });
      const now = whatIf(record, CLOSE, { moreDays: 0, prior: null });
      const soon = whatIf(record, CLOSE, { moreDays: 7, prior: null });
      const later = whatIf(record, CLOSE, { moreDays: 63, prior: null });
      expect(whatIfSchema.safeParse(later).error).toBeUndefined();
      expect(soon.futures).toBeGreaterThan(later.futures);
      expect(later.chanceToDecide).toBeGreaterThanOrEqual(soon.chanceToDecide);
      const leader = now.arms.findIndex(({ pBest }) => pBest === Math.max(...now.arms.map((arm) => arm.pBest)));
      const [before, after] = [now.arms[leader], later.arms[leader]];
      expect(after?.width).toBeLessThan(before?.width ?? 0);
      // A posterior mean is a martingale: its expectation stays, within the error of the futures.
      const error = (before?.width ?? 0) / 4 / Math.sqrt(later.futures);
      expect(Math.abs((after?.mean ?? 0) - (before?.mean ?? 0))).toBeLessThan(5 * error);
    },
  );

  it('[BA79] is seeded: the same question has the same answer', () => {
    const ask = () => whatIf(cellRecord(), CLOSE, { moreDays: 21, prior: null });
    expect(ask()).toEqual(ask());
    expect(ask().seed).not.toBe(whatIf(cellRecord({ key: 'other' }), CLOSE, { moreDays: 21, prior: null }).seed);
  });

  it('[BA79] without traffic more days bring nothing, and it says so', () => {
    const idle = evidenceOf(
      armOf('a', [...daily(5, 90, 9), ...daily(7, 0, 0)]),
      armOf('b', [...daily(5, 90, 8), ...daily(7, 0, 0)]),
    );
    const found = whatIf(cellRecord(), idle, { moreDays: 30, prior: null });
    expect(found.futures).toBe(0);
    expect(found.sentence).toContain('no traffic');
    expect(whatIf(cellRecord(), evidenceOf(), { moreDays: 30, prior: null }).arms).toEqual([]);
  });
});
