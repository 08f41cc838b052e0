import { describe, expect, it } from 'vitest';
import { readWith } from '../insights.fixture.ts';
import { againstAdvice, whatHappens } from './what-happens.ts';

const read = readWith();
const armOf = (id: string) => {
  const found = read.arms.find(({ arm }) => arm === id);
  if (found === undefined) throw new Error(`no arm ${id}`);
  return found;
};

describe('a decision over an arm', () => {
  it('[BA101] says what will happen, and that nothing does before it is approved', () => {
    expect(whatHappens('promote', armOf('a'), read)).toContain('“Arm a” gets all of the cell');
    expect(whatHappens('promote', armOf('a'), read)).toContain(
      'the 2 other arms get none. Until then nothing changes.',
    );
    expect(whatHappens('kill', armOf('c'), read)).toContain('“Arm c” gets no traffic');
    expect(whatHappens('keep', armOf('c'), read)).toContain('nothing is sent and nothing changes');
  });

  it('[BA101] that is not what the read says shows what it says', () => {
    expect(againstAdvice('promote', armOf('a'), read)).toBeNull();
    expect(againstAdvice('promote', armOf('b'), read)).toBe('It is best.');
    expect(againstAdvice('kill', armOf('c'), read)).toBe('It is best.');
    expect(againstAdvice('keep', armOf('a'), read)).toBe('It is best.');
    expect(againstAdvice('keep', armOf('c'), read)).toBeNull();
  });
});
