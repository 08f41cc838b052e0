import { describe, expect, it } from 'vitest';
import { lengthOf } from './length.ts';

const curve = [
  { days: 7, effect: 0.24 },
  { days: 14, effect: 0.17 },
  { days: 42, effect: 0.1 },
];

describe('the planned length', () => {
  it('[EX94] is enough from the day on that the size asks for', () => {
    expect(lengthOf({ days: 39.6, curve }, 40)).toEqual({ kind: 'enough' });
    expect(lengthOf({ days: 14, curve }, 14)).toEqual({ kind: 'enough' });
  });

  it('[EX94] is too short before it: what is found by then, and the whole weeks that would do', () => {
    expect(lengthOf({ days: 39.6, curve }, 39)).toEqual({ kind: 'short', found: 0.17, enoughDays: 42 });
    expect(lengthOf({ days: 39.6, curve }, 3)).toEqual({ kind: 'short', found: null, enoughDays: 42 });
    expect(lengthOf({ days: 364.5, curve }, 14)).toEqual({ kind: 'short', found: 0.17, enoughDays: 365 });
  });

  it('[EX94] can not be planned when it would take longer than a year', () => {
    expect(lengthOf({ days: 603_404, curve }, 14)).toEqual({ kind: 'never', found: 0.17 });
  });
});
