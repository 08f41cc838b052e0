import { describe, expect, it } from 'vitest';
import { TwoGenerations } from './two-generations.ts';

describe('TwoGenerations', () => {
  it('[EX36] holds no more than its limit, and forgets what was not used for the longest', () => {
    const recent = new TwoGenerations<number>(10);
    for (let i = 0; i < 1000; i += 1) {
      recent.set(`k${i}`, i);
      expect(recent.get('k0')).toBe(0);
      expect(recent.size).toBeLessThanOrEqual(10);
    }
    expect(recent.get('k999')).toBe(999);
    expect(recent.get('k500')).toBeUndefined();
  });

  it('gives what was set last', () => {
    const recent = new TwoGenerations<string>(2);
    recent.set('a', 'old');
    recent.set('b', 'other');
    recent.set('a', 'new');
    expect(recent.get('a')).toBe('new');
  });
});
