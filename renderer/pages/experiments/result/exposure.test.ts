import { describe, expect, it } from 'vitest';
import { splitSentence } from './exposure.ts';

describe('the split in words', () => {
  it('[EX98] says whether it is as planned, and since when it is not', () => {
    const days = [0.4, 0.0002, 0.02, 0.0004, 0.00001].map((pValue, index) => ({
      day: `2026-11-0${index + 1}`,
      pValue,
    }));
    expect(splitSentence(days)).toBe('The split is not as planned (p <0.001), below the alarm line since 4 Nov 2026.');
    expect(splitSentence(days.slice(0, 3))).toBe('The split is as planned as chance allows (p 0.020).');
    expect(splitSentence([{ day: '2026-11-01', pValue: null }])).toContain('can not be told');
  });
});
