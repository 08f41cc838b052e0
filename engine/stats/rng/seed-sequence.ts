const INIT_A = 0x43b0d7e5;
const MULT_A = 0x931e8875;
const INIT_B = 0x8b51f9dd;
const MULT_B = 0x58f38ded;
const MIX_LEFT = 0xca01f9dd;
const MIX_RIGHT = 0x4973f715;
const POOL = 4;

/** A number as its 32-bit words, least first; zero is one word. */
function wordsOf(seed: bigint): readonly number[] {
  const words: number[] = [];
  for (let rest = seed; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words.length === 0 ? [0] : words;
}

/** Mixes words with a constant that goes on by `multiplier` at each. */
function hashing(start: number, multiplier: number): (value: number) => number {
  let constant = start;
  return (value) => {
    const mixed = value ^ constant;
    constant = Math.imul(constant, multiplier);
    const hashed = Math.imul(mixed, constant);
    return (hashed ^ (hashed >>> 16)) >>> 0;
  };
}

function mix(x: number, y: number): number {
  const mixed = (Math.imul(MIX_LEFT, x) - Math.imul(MIX_RIGHT, y)) | 0;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * numpy's SeedSequence: the pool of four 32-bit words a seed becomes.
 * @param seed any whole number from 0 on.
 * Source: O'Neill 2015, "Developing a seed_seq alternative"; numpy/random/bit_generator.pyx.
 */
export function seedPool(seed: bigint): readonly number[] {
  const entropy = wordsOf(seed);
  const hash = hashing(INIT_A, MULT_A);
  const pool = Array.from({ length: POOL }, (_, index) => hash(entropy[index] ?? 0));
  const stir = (target: number, value: number): void => {
    pool[target] = mix(pool[target] ?? 0, hash(value));
  };
  for (let source = 0; source < POOL; source += 1) {
    for (let target = 0; target < POOL; target += 1) if (source !== target) stir(target, pool[source] ?? 0);
  }
  for (const word of entropy.slice(POOL)) for (let target = 0; target < POOL; target += 1) stir(target, word);
  return pool;
}

/** `count` 64-bit words of initial state from a pool. */
export function seedState(pool: readonly number[], count: number): readonly bigint[] {
  const hash = hashing(INIT_B, MULT_B);
  return Array.from({ length: count }, (_, index) => {
    const low = hash(pool[(2 * index) % POOL] ?? 0);
    const high = hash(pool[(2 * index + 1) % POOL] ?? 0);
    return (BigInt(high) << 32n) | BigInt(low);
  });
}
