const MASK = (1n << 64n) - 1n;

/** SplitMix64 (Steele, Lea & Flood 2014): turns any seed into well mixed words. */
function splitMix(seed: bigint): () => bigint {
  let state = seed & MASK;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  };
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

type State = readonly [number, number, number, number];

/** The unsigned 32-bit words of xoshiro128** (Blackman & Vigna 2021) from a state that is not all zero. */
export function xoshiro128(state: State): () => number {
  let [a, b, c, d] = state;
  return () => {
    const word = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return word;
  };
}

/**
 * Uniform numbers on the open interval (0, 1), 52 bits each, the same for the same seed: xoshiro128**, its state filled by
 * SplitMix64.
 * @param seed a safe integer; it belongs into the proof of whatever was drawn with it.
 */
export function seededUniform(seed: number): () => number {
  const next = splitMix(BigInt(seed));
  const [high, low] = [next(), next()];
  const word = (from: bigint, shift: bigint): number => Number((from >> shift) & 0xffffffffn) | 0;
  const draw = xoshiro128([word(high, 32n), word(high, 0n), word(low, 32n), word(low, 0n) | 1]);
  return () => ((draw() >>> 6) * 67_108_864 + (draw() >>> 6) + 0.5) / 4_503_599_627_370_496;
}
