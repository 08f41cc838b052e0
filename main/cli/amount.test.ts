import { describe, expect, it } from 'vitest';
import { amountOf } from './amount.ts';
import { WrongUsage } from './failure.ts';

describe('an amount on the command line', () => {
  it('becomes minor units of the currency', () => {
    expect(amountOf('400', 'USD')).toEqual({ minor: 40_000, currency: 'USD' });
    expect(amountOf('400.5', 'USD')).toEqual({ minor: 40_050, currency: 'USD' });
    expect(amountOf('400', 'JPY')).toEqual({ minor: 400, currency: 'JPY' });
  });

  it.each(['400.505', '4e2', '-4', '', '1,000', '0x10'])('refuses %s', (text) => {
    expect(() => amountOf(text, 'USD')).toThrow(WrongUsage);
  });
});
