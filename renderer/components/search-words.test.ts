import { describe, expect, it } from 'vitest';
import { hasWords } from './search-words.ts';

describe('the words of a search', () => {
  it.each([
    ['', true],
    ['  ', true],
    ['HEAD short', true],
    ['short  head ', true],
    ['short price', false],
  ])('"%s" is found: %s', (search, found) => {
    expect(hasWords('Shorter headline t1', search)).toBe(found);
  });
});
