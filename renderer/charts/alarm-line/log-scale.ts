/** Decades from 1 down to the smallest p-value or the alarm, whichever is lower; never more than it takes to see the alarm. */
const LOWEST = -12;

/** Exponent of ten at the foot of an axis of p-values. */
export function lowestDecade(pValues: readonly number[], alarm: number): number {
  const least = Math.min(alarm / 10, ...pValues.filter((p) => p > 0));
  return Math.max(LOWEST, Math.floor(Math.log10(least) + 1e-9));
}

/** Place of a p-value between the head (0, p = 1) and the foot (1) of the axis; what lies below the foot stands on it. */
export const pPlace = (p: number, decade: number): number => (p <= 0 ? 1 : Math.min(1, Math.log10(p) / decade));

const RAISED = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** Powers of ten as they are read beside an axis: "1", "0.1", "0.001", "10⁻⁶". */
export function decadeText(exponent: number): string {
  if (exponent >= -3) return (10 ** exponent).toFixed(-exponent);
  return `10⁻${[...String(-exponent)].map((digit) => RAISED[Number(digit)] ?? '').join('')}`;
}

/** Decades that are written beside an axis with room for `most`. */
export function decadeTicks(decade: number, most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(-decade / Math.max(1, most)));
  return Array.from({ length: Math.floor(-decade / step) + 1 }, (_, index) => -index * step).map((at) => at + 0);
}
