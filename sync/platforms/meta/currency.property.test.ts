import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../engine/core/index.ts';
import { fromMetaAmount, toMetaAmount } from './currency.ts';

describe('amounts of Meta', () => {
  it.each([
    ['USD', 1_000, 1_000],
    ['EUR', 1, 1],
    ['JPY', 1_000, 1_000],
    ['HUF', 150_000, 1_500],
    ['KWD', 12_340, 1_234],
  ])('says %s %i minor units as %i', (currency, minor, expected) => {
    expect(toMetaAmount(money(minor, currency))).toEqual({ ok: true, value: expected });
  });

  it('refuses an amount that it would have to round', () => {
    expect(toMetaAmount(money(150_050, 'HUF')).ok).toBe(false);
    expect(toMetaAmount(money(12_345, 'KWD')).ok).toBe(false);
  });

  it('reads back what it has sent', () => {
    const currencies = fc.constantFrom('USD', 'EUR', 'JPY', 'KRW', 'HUF', 'TWD', 'COP', 'KWD');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), currencies, (minor, currency) => {
        const sent = toMetaAmount(money(minor, currency));
        if (sent.ok) expect(fromMetaAmount(sent.value, currency)).toEqual(money(minor, currency));
      }),
    );
  });
});
