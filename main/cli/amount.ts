import { type Money, money } from '../../engine/core/index.ts';
import { minorDigits } from '../../engine/serializer/index.ts';
import { WrongUsage } from './failure.ts';

/** "400" or "400.50" in a currency. @throws WrongUsage for anything else, or more decimals than the currency has. */
export function amountOf(text: string, currency: string): Money {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  const decimals = match?.[2] ?? '';
  if (match === null || decimals.length > digits)
    throw new WrongUsage(`"${text}" is not an amount in ${currency}; write it like ${digits === 0 ? '400' : '400.50'}`);
  return money(Number(`${match[1]}${decimals.padEnd(digits, '0')}`), currency);
}
