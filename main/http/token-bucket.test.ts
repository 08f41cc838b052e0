import { describe, expect, it } from 'vitest';
import { manualClock } from '../../tests/support/clock.ts';
import { TokenBucket } from './token-bucket.ts';

describe('TokenBucket', () => {
  it('[EX47] gives its burst at once, then its rate, and never more than its burst', () => {
    const clock = manualClock();
    const bucket = new TokenBucket({ perSecond: 2, burst: 3, millis: clock.millis });
    const take = (times: number) => Array.from({ length: times }, () => bucket.take());
    expect(take(4)).toEqual([0, 0, 0, 0.5]);
    clock.advance(250);
    expect(bucket.take()).toBe(0.25);
    clock.advance(250);
    expect(take(2)).toEqual([0, 0.5]);
    clock.advance(3_600_000);
    expect(take(4)).toEqual([0, 0, 0, 0.5]);
  });

  it('is not emptied by a clock that is set back', () => {
    const clock = manualClock();
    const bucket = new TokenBucket({ perSecond: 1, burst: 2, millis: clock.millis });
    clock.advance(-60_000);
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 1]);
  });
});
