import { exactOf, numericText, roundExact } from './exact.ts';
import { finite, MISSING } from './missing.ts';
import { DEFAULT_LOCALE, numberFormat, scientific } from './numbers.ts';

const CURRENCY = /^[A-Z]{3}$/;

/** Minor units of a currency: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217, as the platform's Intl data has it). */
export function minorDigits(currency: string): number {
  return numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A bare "$" is the US one; others are "CA$". */
const display = (currency: string): 'narrowSymbol' | 'symbol' => (currency === 'USD' ? 'narrowSymbol' : 'symbol');

/**
 * Minor units that may be an estimate or an average: parts of a minor unit are rounded half away from zero. 3210.5 EUR
 * minor is "€32.11". Anything that is no number, or without a currency, is missing.
 */
export function formatMinor(minor: unknown, currency: string | undefined, locale = DEFAULT_LOCALE): string {
  const x = typeof minor === 'bigint' ? minor : finite(minor);
  if (x === null || currency === undefined || !CURRENCY.test(currency)) return MISSING;
  const digits = minorDigits(currency);
  if (typeof x === 'number' && Math.abs(x) >= 1e21) return `${scientific(x, locale, -digits)} ${currency}`;
  const exact = exactOf(x);
  const format = numberFormat(locale, { style: 'currency', currency, currencyDisplay: display(currency) });
  return format.format(numericText(roundExact(exact, 0), digits, exact.negative)).replace('-', '−');
}

/** Integer minor units with their currency: 123450 EUR is "€1,234.50". */
export function formatMoney(
  value: { readonly minor: number; readonly currency: string } | null | undefined,
  locale = DEFAULT_LOCALE,
): string {
  if (value === null || value === undefined || !Number.isSafeInteger(value.minor)) return MISSING;
  return formatMinor(value.minor, value.currency, locale);
}

/** What an action puts at stake: "€50.00 a day", or "no money" when it spends nothing. */
export const formatStake = (
  value: { readonly minor: number; readonly currency: string } | null | undefined,
  locale = DEFAULT_LOCALE,
): string => (value?.minor === 0 ? 'no money' : `${formatMoney(value, locale)} a day`);

/** Money in a few characters, for axes: "€12.3k". */
export function formatCompactMoney(minor: unknown, currency: string | undefined, locale = DEFAULT_LOCALE): string {
  const x = typeof minor === 'bigint' ? minor : finite(minor);
  if (x === null || currency === undefined || !CURRENCY.test(currency)) return MISSING;
  if (typeof x === 'number' && Math.abs(x) >= 1e21) return formatMinor(x, currency, locale);
  const exact = exactOf(x);
  const digits = minorDigits(currency);
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: display(currency),
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  });
  return format.format(numericText(roundExact(exact, 0), digits, exact.negative)).replace('-', '−');
}
