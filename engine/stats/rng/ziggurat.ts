import type { Pcg64 } from './pcg64.ts';
import {
  EXPONENTIAL_EDGE,
  EXPONENTIAL_HEIGHT,
  EXPONENTIAL_INSIDE,
  EXPONENTIAL_WIDTH,
  NORMAL_EDGE,
  NORMAL_EDGE_INVERSE,
  NORMAL_HEIGHT,
  NORMAL_INSIDE,
  NORMAL_WIDTH,
} from './ziggurat-tables.ts';

const entry = (table: Float64Array, index: number): number => table[index] ?? Number.NaN;

/** A draw from the normal beyond the last layer (Marsaglia 1964). */
function normalTail(bits: Pcg64, negative: boolean): number {
  for (;;) {
    const x = -NORMAL_EDGE_INVERSE * Math.log1p(-bits.double());
    const y = -Math.log1p(-bits.double());
    if (y + y > x * x) return negative ? -(NORMAL_EDGE + x) : NORMAL_EDGE + x;
  }
}

/**
 * A standard normal number as numpy's Generator draws it: layer from 8 bits, sign from one, place from 52.
 * Source: Marsaglia & Tsang 2000, "The ziggurat method for generating random variables".
 */
export function standardNormal(bits: Pcg64): number {
  for (;;) {
    bits.next();
    const { high, low } = bits;
    const layer = low & 0xff;
    const place = (high & 0x1fffffff) * 8_388_608 + (low >>> 9);
    // 1 or -1 by one bit; a branch would be guessed wrong half the time.
    const x = (1 - ((low >>> 7) & 2)) * (place * entry(NORMAL_WIDTH, layer));
    if (place < entry(NORMAL_INSIDE, layer)) return x;
    if (layer === 0) return normalTail(bits, (low & 0x20000) !== 0);
    const top = entry(NORMAL_HEIGHT, layer);
    if ((entry(NORMAL_HEIGHT, layer - 1) - top) * bits.double() + top < Math.exp(-0.5 * x * x)) return x;
  }
}

/** A standard exponential number as numpy's Generator draws it. Source as for `standardNormal`. */
export function standardExponential(bits: Pcg64): number {
  for (;;) {
    bits.next();
    const { high, low } = bits;
    const layer = (low >>> 3) & 0xff;
    const place = high * 2_097_152 + (low >>> 11);
    const x = place * entry(EXPONENTIAL_WIDTH, layer);
    if (place < entry(EXPONENTIAL_INSIDE, layer)) return x;
    if (layer === 0) return EXPONENTIAL_EDGE - Math.log1p(-bits.double());
    const top = entry(EXPONENTIAL_HEIGHT, layer);
    if ((entry(EXPONENTIAL_HEIGHT, layer - 1) - top) * bits.double() + top < Math.exp(-x)) return x;
  }
}
