import { seedPool, seedState } from './seed-sequence.ts';

/** The multiplier 0x2360ed051fc65da44385df649fccf645 in 32-bit words, least first. */
const M0 = 0x9fccf645;
const M1 = 0x4385df64;
const M2 = 0x1fc65da4;
const M3 = 0x2360ed05;

const WORD = 0x1_0000_0000;
const PER_WORD = 1 / WORD;
/** 2^-53, the step of uniform numbers. */
const PER_DOUBLE = 1 / 9_007_199_254_740_992;
const MASK = (1n << 128n) - 1n;

/** A generator's state as numpy prints it: 128-bit numbers in decimal. */
export interface Pcg64State {
  readonly state: string;
  readonly inc: string;
  /** Whether half of a 64-bit word is still to be given out, and that half. */
  readonly hasUint32: boolean;
  readonly uinteger: number;
}

/**
 * High 32 bits of the product of two unsigned 32-bit words. The product as a double is off by 2^10 at most; less its low
 * half, which is known, it is a multiple of 2^32, so that rounding finds it.
 */
export const highHalf = (a: number, b: number): number => ((a * b - lowHalf(a, b)) * PER_WORD + 0.5) >>> 0;

/** Low 32 bits of it. */
export const lowHalf = (a: number, b: number): number => Math.imul(a, b) >>> 0;

const word = (value: bigint, index: number): number => Number((value >> BigInt(32 * index)) & 0xffffffffn);
const joined = (words: Uint32Array): bigint => words.reduceRight((sum, own) => (sum << 32n) | BigInt(own), 0n);

/**
 * PCG XSL-RR 128/64, numpy's default bit generator, bit for bit: the same seed gives the same words as
 * `numpy.random.default_rng(seed)`.
 * Source: O'Neill 2014, "PCG: A family of simple fast space-efficient statistically good algorithms for random number
 * generation"; numpy/random/src/pcg64.
 */
export class Pcg64 {
  /** The state and the increment in 32-bit words, least first. */
  readonly #words = new Uint32Array(8);
  /** Halves of the last 64-bit word that `next` made, the low one first. */
  readonly #made = new Uint32Array(2);
  #hasHalf = false;
  #half = 0;

  /** @param seed any whole number from 0 on. @throws RangeError for another. */
  static seeded(seed: number | bigint): Pcg64 {
    const whole = BigInt(seed);
    if (whole < 0n) throw new RangeError('a seed is a whole number from 0 on');
    const [a = 0n, b = 0n, c = 0n, d = 0n] = seedState(seedPool(whole), 4);
    const inc = ((((c << 64n) | d) << 1n) | 1n) & MASK;
    const generator = new Pcg64();
    // From state 0 a step leaves inc; then the initial state is added and it steps again.
    generator.#set((inc + ((a << 64n) | b)) & MASK, inc);
    generator.#step();
    return generator;
  }

  /** A generator in a given state. */
  static of({ state, inc, hasUint32, uinteger }: Pcg64State): Pcg64 {
    const generator = new Pcg64();
    generator.#set(BigInt(state), BigInt(inc));
    generator.#hasHalf = hasUint32;
    generator.#half = uinteger;
    return generator;
  }

  get state(): Pcg64State {
    return {
      state: joined(this.#words.subarray(0, 4)).toString(),
      inc: joined(this.#words.subarray(4)).toString(),
      hasUint32: this.#hasHalf,
      uinteger: this.#half,
    };
  }

  /** One that will give the same words as this one, independently of it. */
  clone(): Pcg64 {
    const copy = new Pcg64();
    copy.#words.set(this.#words);
    copy.#hasHalf = this.#hasHalf;
    copy.#half = this.#half;
    return copy;
  }

  #set(state: bigint, inc: bigint): void {
    for (let index = 0; index < 4; index += 1) {
      this.#words[index] = word(state, index);
      this.#words[index + 4] = word(inc, index);
    }
  }

  /** state = state × multiplier + increment, modulo 2^128. */
  #step(): void {
    const words = this.#words;
    const s0 = words[0] ?? 0;
    const s1 = words[1] ?? 0;
    const s2 = words[2] ?? 0;
    const s3 = words[3] ?? 0;
    const c0 = lowHalf(s0, M0) + (words[4] ?? 0);
    const c1 = highHalf(s0, M0) + lowHalf(s0, M1) + lowHalf(s1, M0) + (words[5] ?? 0) + (c0 >= WORD ? 1 : 0);
    const c2 =
      highHalf(s0, M1) +
      highHalf(s1, M0) +
      lowHalf(s0, M2) +
      lowHalf(s1, M1) +
      lowHalf(s2, M0) +
      (words[6] ?? 0) +
      Math.floor(c1 * PER_WORD);
    // Of the highest word only the low half counts, so that sums may overflow.
    const c3 =
      highHalf(s0, M2) +
      highHalf(s1, M1) +
      highHalf(s2, M0) +
      (Math.imul(s0, M3) + Math.imul(s1, M2) + Math.imul(s2, M1) + Math.imul(s3, M0)) +
      (words[7] ?? 0) +
      Math.floor(c2 * PER_WORD);
    words[0] = c0;
    words[1] = c1;
    words[2] = c2;
    words[3] = c3;
  }

  /** High half of the word `next` made. */
  get high(): number {
    return this.#made[1] ?? 0;
  }

  /** Low half of the word `next` made. */
  get low(): number {
    return this.#made[0] ?? 0;
  }

  /** Makes the next 64-bit word: the halves of the state xored and turned by its highest six bits. */
  next(): void {
    this.#step();
    const words = this.#words;
    const s3 = words[3] ?? 0;
    const high = s3 ^ (words[1] ?? 0);
    const low = (words[2] ?? 0) ^ (words[0] ?? 0);
    // The halves change places where the highest bit is set; without a branch, which would be guessed wrong half the time.
    const swap = (high ^ low) & (s3 >> 31);
    const a = high ^ swap;
    const b = low ^ swap;
    const turn = (s3 >>> 26) & 31;
    // Shifted left in two steps, for a shift by 32 would be none.
    this.#made[1] = (a >>> turn) | ((b << 1) << (31 - turn));
    this.#made[0] = (b >>> turn) | ((a << 1) << (31 - turn));
  }

  /** The next 32-bit word: the low half of a 64-bit word, then its high half. */
  word32(): number {
    if (this.#hasHalf) {
      this.#hasHalf = false;
      return this.#half;
    }
    this.next();
    this.#hasHalf = true;
    this.#half = this.high;
    return this.low;
  }

  /** Uniform on [0, 1) in steps of 2^-53. */
  double(): number {
    this.next();
    return (this.high * 2_097_152 + (this.low >>> 11)) * PER_DOUBLE;
  }
}
