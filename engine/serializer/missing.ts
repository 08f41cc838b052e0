/** What a reader sees where there is no value. Zero is "0". */
export const MISSING = '—';

/** The number in `value`, or null for anything that can't be shown as one: not a number, NaN, infinite. */
export function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
