import { describe, expect, it } from 'vitest';
import { isInstant } from '../engine/core/index.ts';
import { systemClock, systemRandom } from './ports.ts';

describe('the ports of the machine', () => {
  it('tell the time', () => {
    expect(isInstant(systemClock.now())).toBe(true);
  });

  it('end a sleep with the reason it was cancelled for', async () => {
    const reason = new Error('enough');
    await expect(systemClock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('give as many random bytes as asked for, and numbers below one', () => {
    expect(systemRandom.bytes(16)).toHaveLength(16);
    for (let i = 0; i < 100; i += 1) {
      const drawn = systemRandom.uniform();
      expect(drawn).toBeGreaterThanOrEqual(0);
      expect(drawn).toBeLessThan(1);
    }
  });
});
