import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal.ts';
import { normalLevel } from './normal-level.ts';

describe('levels of the normal distribution', () => {
  it('are its quantiles, however often and in whatever order they are asked for', () => {
    const levels = Array.from({ length: 150 }, (_, index) => (index + 1) / 151);
    for (const p of [...levels, ...levels.toReversed(), 0, 1, 0.5]) expect(normalLevel(p)).toBe(normalQuantile(p));
  });
});
