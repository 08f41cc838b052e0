import { scaleLinear } from '@visx/scale';
import type { ValueFormat } from './value-text.ts';

/** From low to high, low first. */
export type Domain = readonly [number, number];

/** Kinds whose size is read against nothing: their axis starts at zero. */
const FROM_ZERO = new Set<ValueFormat['kind']>(['money', 'count']);
/** Others start at zero too when they reach down to less than this part of their highest value. */
const NEAR_ZERO = 0.6;

/**
 * The domain of a value axis over what is drawn. Zero is in it when it matters: for money and counts, and where the values
 * spread so far down that leaving it out would exaggerate. Ends are round numbers.
 */
export function valueDomain(
  values: Iterable<number>,
  kind: ValueFormat['kind'],
  zero: 'auto' | boolean = 'auto',
): Domain {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  const near = low < 0 ? high > NEAR_ZERO * low : low < NEAR_ZERO * high;
  if (zero === true || (zero === 'auto' && (FROM_ZERO.has(kind) || near))) {
    low = Math.min(0, low);
    high = Math.max(0, high);
  }
  if (low === high) {
    if (low === 0) return [0, 1];
    const room = Math.abs(low) * 0.1 || 1;
    [low, high] = [low - room, high + room];
  }
  const [from = low, to = high] = scaleLinear<number>({ domain: [low, high], range: [0, 1], nice: 5 }).domain();
  return from < to ? [Math.min(from, low), Math.max(to, high)] : [low - 1, high + 1];
}
