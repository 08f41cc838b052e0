/** A number as its decimal digits: `sign · digits · 10^exponent`. */
export interface Exact {
  readonly negative: boolean;
  /** Digits without the point, never negative. */
  readonly digits: bigint;
  readonly exponent: number;
}

/**
 * A number as the decimal it is written with: the shortest one that reads back as the same double (ECMA-262,
 * Number::toString). 1.005 is one thousand and five thousandths, not the binary fraction just below it.
 * `shift` moves the point: 2 makes hundredths whole. @throws RangeError for a number that is not finite.
 */
export function exactOf(x: number | bigint, shift = 0): Exact {
  if (typeof x === 'bigint') return { negative: x < 0n, digits: x < 0n ? -x : x, exponent: shift };
  if (!Number.isFinite(x)) throw new RangeError('only finite numbers have digits');
  const [mantissa = '0', power = '0'] = Math.abs(x).toExponential().split('e');
  const [whole = '0', part = ''] = mantissa.split('.');
  return { negative: x < 0, digits: BigInt(whole + part), exponent: Number(power) - part.length + shift };
}

/** Rounds half away from zero to `places` decimals: the digits of the result, so many of them after the point. */
export function roundExact({ digits, exponent }: Exact, places: number): bigint {
  const move = exponent + places;
  if (move >= 0) return digits * 10n ** BigInt(move);
  if (move < -400) return 0n;
  const divisor = 10n ** BigInt(-move);
  return (digits * 2n + divisor) / (divisor * 2n);
}

const isNumeric = (text: string): text is `${number}` => /^-?\d+e-?\d+$/.test(text);

/** A rounded number in the form `Intl.NumberFormat` takes without a detour through a double. */
export function numericText(rounded: bigint, places: number, negative = false): `${number}` {
  const text = `${negative && rounded !== 0n ? '-' : ''}${rounded}e${-places}`;
  if (!isNumeric(text)) throw new Error('a bigint with a power of ten is a number');
  return text;
}
