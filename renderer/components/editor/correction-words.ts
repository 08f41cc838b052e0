import { formatNumber } from '../../../engine/serializer/index.ts';

interface Bounds {
  readonly min?: number | bigint | undefined;
  readonly max?: number | bigint | undefined;
  /** Written after the number: " h". */
  readonly suffix?: string | undefined;
}

/** What a field did with a number outside of its bounds: "−5 h is too small; it is 0 h now". Empty when it did nothing. */
export function correctionWords(typed: unknown, { min, max, suffix = '' }: Bounds): string {
  const value = typeof typed === 'string' && typed.trim() !== '' ? Number(typed) : typed;
  if (typeof value !== 'number' || Number.isNaN(value)) return '';
  const text = (number: number | bigint): string => `${formatNumber(Number(number))}${suffix}`;
  if (min !== undefined && value < min) return `${text(value)} is too small; it is ${text(min)} now.`;
  if (max !== undefined && value > max) return `${text(value)} is too large; it is ${text(max)} now.`;
  return '';
}
