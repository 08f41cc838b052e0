import { finite, MISSING } from './missing.ts';

/** The locale everything is written in unless a caller says otherwise. */
export const DEFAULT_LOCALE = 'en-GB';

const formats = new Map<string, Intl.NumberFormat>();

function decimals(locale: string, low: number, high: number): Intl.NumberFormat {
  const key = `${locale} ${low} ${high}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: low, maximumFractionDigits: high });
  formats.set(key, made);
  return made;
}

/** `x` with a true minus sign, never "−0". */
export function decimal(x: number, low: number, high: number, locale = DEFAULT_LOCALE): string {
  const text = decimals(locale, low, high).format(Math.abs(x));
  const isZero = !/[1-9]/.test(text);
  return x < 0 && !isZero ? `−${text}` : text;
}

/** A fixed number of decimals, and "<0.01" instead of a zero that is not one. */
function fixed(x: number, digits: number, locale: string): string {
  const text = decimal(x, digits, digits, locale);
  if (x === 0 || /[1-9]/.test(text)) return text;
  const least = decimal(10 ** -digits, digits, digits, locale);
  return x > 0 ? `<${least}` : `>−${least}`;
}

/** A whole number: 49,084,331. Fractions are rounded. */
export function formatCount(value: unknown, locale = DEFAULT_LOCALE): string {
  if (typeof value === 'bigint') return decimals(locale, 0, 0).format(value).replace('-', '−');
  const x = finite(value);
  return x === null ? MISSING : decimal(x, 0, 0, locale);
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
  return x === null ? MISSING : `${fixed(x * 100, 2, locale)} %`;
}

/** A difference of fractions in percentage points: 0.0002 is "0.02 pp"; signed writes "+0.02 pp". */
export function formatPoints(value: unknown, options: { signed?: boolean; locale?: string } = {}): string {
  const x = finite(value);
  if (x === null) return MISSING;
  const text = fixed(x * 100, 2, options.locale ?? DEFAULT_LOCALE);
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
