import { MISSING } from './missing.ts';
import { DEFAULT_LOCALE } from './numbers.ts';

/** Minor units of a currency: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217, as the platform's Intl data has it). */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Integer minor units with their currency: 123450 EUR is "€1,234.50". A bare "$" is the US one; others are "CA$". */
export function formatMoney(
  value: { readonly minor: number; readonly currency: string } | null | undefined,
  locale = DEFAULT_LOCALE,
): string {
  if (value === null || value === undefined) return MISSING;
  const { minor, currency } = value;
  if (!Number.isSafeInteger(minor) || !/^[A-Z]{3}$/.test(currency)) return MISSING;
  const currencyDisplay = currency === 'USD' ? 'narrowSymbol' : 'symbol';
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
  return format.format(minor / 10 ** minorDigits(currency)).replace('-', '−');
}
