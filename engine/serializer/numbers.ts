import { type Exact, exactOf, numericText, roundExact } from './exact.ts';
import { finite, MISSING } from './missing.ts';

/** The locale everything is written in unless a caller says otherwise. */
export const DEFAULT_LOCALE = 'en-GB';

const formats = new Map<string, Intl.NumberFormat>();

/** A number format, made once for each locale and set of options. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${Object.values(options).join(' ')}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

const decimals = (locale: string, low: number, high: number): Intl.NumberFormat =>
  numberFormat(locale, { minimumFractionDigits: low, maximumFractionDigits: high });

/** From here on a double holds no units any more, and a row of zeros would pretend it does. */
const HUGE = 1e21;
const RAISED = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** "1.2346 × 10²¹". */
export function scientific(x: number, locale = DEFAULT_LOCALE, shift = 0): string {
  const [mantissa = '0', power = '0'] = Math.abs(x).toExponential(4).split('e');
  const raised = [...String(Number(power) + shift)]
    .map((digit) => RAISED[Number(digit)] ?? (digit === '-' ? '⁻' : ''))
    .join('');
  return `${x < 0 ? '−' : ''}${decimals(locale, 0, 4).format(Number(mantissa))} × 10${raised}`;
}

/** Digits rounded half away from zero, with a true minus sign and never "−0". */
function written(exact: Exact, low: number, high: number, locale: string): string {
  const rounded = roundExact(exact, high);
  const text = decimals(locale, low, high).format(numericText(rounded, high));
  return exact.negative && rounded !== 0n ? `−${text}` : text;
}

/** `x` with `low` to `high` decimals, its point moved by `shift` places first (2: hundredths as percent). */
export function decimal(x: number | bigint, low: number, high: number, locale = DEFAULT_LOCALE, shift = 0): string {
  if (typeof x === 'number' && Math.abs(x) >= HUGE) return scientific(x, locale, shift);
  return written(exactOf(x, shift), low, high, locale);
}

/** Like `decimal` with a fixed number of decimals, and "<0.01" instead of a zero that is not one. */
export function fixed(x: number, digits: number, locale: string, shift = 0): string {
  if (x === 0 || Math.abs(x) >= HUGE || roundExact(exactOf(x, shift), digits) !== 0n)
    return decimal(x, digits, digits, locale, shift);
  const least = decimal(10 ** -digits, digits, digits, locale);
  return x > 0 ? `<${least}` : `>−${least}`;
}

/** A whole number: 49,084,331. Fractions are rounded. */
export function formatCount(value: unknown, locale = DEFAULT_LOCALE): string {
  const x = typeof value === 'bigint' ? value : finite(value);
  return x === null ? MISSING : decimal(x, 0, 0, locale);
}

/** A count in a few characters, for axes: "12.3k", "1.2bn". */
export function formatCompact(value: unknown, locale = DEFAULT_LOCALE): string {
  const x = typeof value === 'bigint' ? value : finite(value);
  if (x === null) return MISSING;
  if (typeof x === 'number' && Math.abs(x) >= HUGE) return scientific(x, locale);
  const exact = exactOf(x);
  const digits = Math.abs(Number(x)) < 1 ? 2 : 1;
  const rounded = roundExact(exact, digits);
  const format = numberFormat(locale, { notation: 'compact', maximumFractionDigits: digits });
  const text = format.format(numericText(rounded, digits));
  return exact.negative && rounded !== 0n ? `−${text}` : text;
}

/** Any other number: up to four decimals. */
export function formatNumber(value: unknown, locale = DEFAULT_LOCALE): string {
  if (typeof value === 'bigint') return formatCount(value, locale);
  const x = finite(value);
  if (x === null) return MISSING;
  return x !== 0 && Math.abs(x) < 0.00005 ? fixed(x, 4, locale) : decimal(x, 0, 4, locale);
}

/** A fraction as a percentage: 0.0492 is "4.92 %". */
export function formatRate(value: unknown, locale = DEFAULT_LOCALE): string {
  const x = finite(value);
  return x === null ? MISSING : `${fixed(x, 2, locale, 2)} %`;
}

/** A factor: "3.2×"; two decimals below 1, one below 100, none above. */
export function formatRatio(value: unknown, locale = DEFAULT_LOCALE): string {
  const x = finite(value);
  if (x === null) return MISSING;
  const size = Math.abs(x);
  const digits = size < 1 ? 2 : size < 100 ? 1 : 0;
  return `${fixed(x, digits, locale)}×`;
}

/** A difference of fractions in percentage points: 0.0002 is "0.02 pp"; signed writes "+0.02 pp". */
export function formatPoints(value: unknown, options: { signed?: boolean; locale?: string } = {}): string {
  const x = finite(value);
  if (x === null) return MISSING;
  const text = fixed(x, 2, options.locale ?? DEFAULT_LOCALE, 2);
  const plus = options.signed === true && x > 0 && !text.startsWith('<') ? '+' : '';
  return `${plus}${text} pp`;
}

/** A probability with two decimals. Only certainty is 1.00 and only impossibility 0.00: else ">0.99", "<0.01". */
export function formatProbability(value: unknown, locale = DEFAULT_LOCALE): string {
  const p = finite(value);
  if (p === null || p < 0 || p > 1) return MISSING;
  if (p < 1 && p >= 0.995) return `>${decimal(0.99, 2, 2, locale)}`;
  return fixed(p, 2, locale);
}

/** A small p-value: three decimals, "<0.001" below. */
export function formatPValue(value: unknown, locale = DEFAULT_LOCALE): string {
  const p = finite(value);
  if (p === null || p < 0 || p > 1) return MISSING;
  return p < 0.001 ? `<${decimal(0.001, 3, 3, locale)}` : decimal(p, 3, 3, locale);
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes in powers of 1,000: "1.2 MB". */
export function formatBytes(value: unknown, locale = DEFAULT_LOCALE): string {
  const bytes = finite(value);
  if (bytes === null || bytes < 0) return MISSING;
  let unit = 0;
  let x = bytes;
  while (x >= 999.5 && unit < BYTE_UNITS.length - 1) {
    x /= 1000;
    unit += 1;
  }
  return `${decimal(x, 0, unit === 0 || x >= 100 ? 0 : 1, locale)} ${BYTE_UNITS[unit] ?? 'B'}`;
}
