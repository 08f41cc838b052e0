import { describe, expect, it } from 'vitest';
import { correctionWords } from './correction-words.ts';

describe('what a field says of a number it put right', () => {
  it('[EX132] says what was typed and what it is now', () => {
    expect(correctionWords(-5, { min: 0, suffix: ' h' })).toBe('−5 h is too small; it is 0 h now.');
    expect(correctionWords('0', { min: 1, suffix: ' h' })).toBe('0 h is too small; it is 1 h now.');
    expect(correctionWords(120, { min: 0, max: 100, suffix: ' %' })).toBe('120 % is too large; it is 100 % now.');
  });

  it('[EX132] is silent where nothing was changed', () => {
    for (const typed of ['', ' ', '-', 0, 100, 50.5, undefined])
      expect(correctionWords(typed, { min: 0, max: 100 })).toBe('');
    expect(correctionWords(-5, {})).toBe('');
  });
});
