import { describe, expect, it } from 'vitest';
import { readWith } from './insights.fixture.ts';
import { amountText, chosenArm, leaderOf, lossText } from './values.ts';

describe('the arms of a cell', () => {
  it('[BA96] the one that is open is that of the address, else of the advice, else the leader', () => {
    const read = readWith();
    expect(chosenArm(read, 'c')?.arm).toBe('c');
    expect(chosenArm(read, 'no such arm')?.arm).toBe('a');
    const quiet = readWith({ advice: { kind: 'keep_running', arm: null, reason: '', change: '' } });
    expect(chosenArm(quiet, undefined)?.arm).toBe('a');
    expect(chosenArm(readWith({ arms: [] }), 'a')).toBeNull();
    expect(leaderOf([])).toBeNull();
  });

  it('[BA99] a loss has the unit of the values, and small amounts keep their parts', () => {
    expect(lossText('share', 0.0123)).toBe('1.23 pp');
    expect(lossText('ratio', 0.25)).toBe('0.25×');
    expect(lossText('per_currency', 0.0123)).toBe('0.0123');
    expect([amountText(1234.5), amountText(1.2345)]).toEqual(['1,235', '1.23']);
  });
});
