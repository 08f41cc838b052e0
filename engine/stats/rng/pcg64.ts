import { seedPool, seedState } from './seed-sequence.ts';

/** The multiplier 0x2360ed051fc65da44385df649fccf645 in 32-bit words, least first. */
const M0 = 0x9fccf645;
const M1 = 0x4385df64;
const M2 = 0x1fc65da4;
const M3 = 0x2360ed05;

const WORD = 0x1_0000_0000;
const MASK = (1n << 128n) - 1n;

/** A generator's state as numpy prints it: 128-bit numbers in decimal. */
export interface Pcg64State {
  readonly state: string;
  readonly inc: string;
  /** Whether half of a 64-bit word is still to be given out, and that half. */
  readonly hasUint32: boolean;
  readonly uinteger: number;
}

/** High 32 bits of the product of two unsigned 32-bit words. */
export function highHalf(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + (((aLow * bLow) / 65_536) >>> 0);
  const other = aLow * bHigh + (middle % 65_536);
  return aHigh * bHigh + Math.floor(middle / 65_536) + Math.floor(other / 65_536);
}

/** Low 32 bits of it. */
export const lowHalf = (a: number, b: number): number => Math.imul(a, b) >>> 0;

const word = (value: bigint, index: number): number => Number((value >> BigInt(32 * index)) & 0xffffffffn);
const number = (w0: number, w1: number, w2: number, w3: number): bigint =>
  (BigInt(w3) << 96n) | (BigInt(w2) << 64n) | (BigInt(w1) << 32n) | BigInt(w0);

/**
 * PCG XSL-RR 128/64, numpy's default bit generator, bit for bit: the same seed gives the same words as
 * `numpy.random.default_rng(seed)`.
 * Source: O'Neill 2014, "PCG: A family of simple fast space-efficient statistically good algorithms for random number
 * generation"; numpy/random/src/pcg64.
 */
export class Pcg64 {
  #s0 = 0;
  #s1 = 0;
  #s2 = 0;
  #s3 = 0;
  #i0 = 1;
  #i1 = 0;
  #i2 = 0;
  #i3 = 0;
  #hasHalf = false;
  #half = 0;
  /** Halves of the last 64-bit word that `next` made. */
  #high = 0;
  #low = 0;

  /** @param seed any whole number from 0 on. @throws RangeError for another. */
  static seeded(seed: number | bigint): Pcg64 {
    const whole = BigInt(seed);
    if (whole < 0n) throw new RangeError('a seed is a whole number from 0 on');
    const [a = 0n, b = 0n, c = 0n, d = 0n] = seedState(seedPool(whole), 4);
    const inc = ((((c << 64n) | d) << 1n) | 1n) & MASK;
    // From state 0 a step leaves inc; then the initial state is added and it steps again.
    const generator = Pcg64.of({ state: '0', inc: inc.toString(), hasUint32: false, uinteger: 0 });
    generator.#step();
    generator.#set((number(generator.#s0, generator.#s1, generator.#s2, generator.#s3) + ((a << 64n) | b)) & MASK);
    generator.#step();
    return generator;
  }

  /** A generator in a given state. */
  static of({ state, inc, hasUint32, uinteger }: Pcg64State): Pcg64 {
    const generator = new Pcg64();
    generator.#set(BigInt(state));
    const increment = BigInt(inc);
    generator.#i0 = word(increment, 0);
    generator.#i1 = word(increment, 1);
    generator.#i2 = word(increment, 2);
    generator.#i3 = word(increment, 3);
    generator.#hasHalf = hasUint32;
    generator.#half = uinteger;
    return generator;
  }

  get state(): Pcg64State {
    return {
      state: number(this.#s0, this.#s1, this.#s2, this.#s3).toString(),
      inc: number(this.#i0, this.#i1, this.#i2, this.#i3).toString(),
      hasUint32: this.#hasHalf,
      uinteger: this.#half,
    };
  }

  /** One that will give the same words as this one, independently of it. */
  clone(): Pcg64 {
    const copy = new Pcg64();
    copy.#s0 = this.#s0;
    copy.#s1 = this.#s1;
    copy.#s2 = this.#s2;
    copy.#s3 = this.#s3;
    copy.#i0 = this.#i0;
    copy.#i1 = this.#i1;
    copy.#i2 = this.#i2;
    copy.#i3 = this.#i3;
    copy.#hasHalf = this.#hasHalf;
    copy.#half = this.#half;
    return copy;
  }

  #set(state: bigint): void {
    this.#s0 = word(state, 0);
    this.#s1 = word(state, 1);
    this.#s2 = word(state, 2);
    this.#s3 = word(state, 3);
  }

  /** state = state × multiplier + increment, modulo 2^128. */
  #step(): void {
    const s0 = this.#s0;
    const s1 = this.#s1;
    const s2 = this.#s2;
    const s3 = this.#s3;
    const c0 = lowHalf(s0, M0) + this.#i0;
    const c1 = highHalf(s0, M0) + lowHalf(s0, M1) + lowHalf(s1, M0) + this.#i1 + (c0 >= WORD ? 1 : 0);
    const c2 =
      highHalf(s0, M1) +
      highHalf(s1, M0) +
      lowHalf(s0, M2) +
      lowHalf(s1, M1) +
      lowHalf(s2, M0) +
      this.#i2 +
      Math.floor(c1 / WORD);
    const c3 =
      highHalf(s0, M2) +
      highHalf(s1, M1) +
      highHalf(s2, M0) +
      lowHalf(s0, M3) +
      lowHalf(s1, M2) +
      lowHalf(s2, M1) +
      lowHalf(s3, M0) +
      this.#i3 +
      Math.floor(c2 / WORD);
    this.#s0 = c0 >>> 0;
    this.#s1 = c1 >>> 0;
    this.#s2 = c2 >>> 0;
    this.#s3 = c3 >>> 0;
  }

  /** High half of the word `next` made. */
  get high(): number {
    return this.#high;
  }

  /** Low half of the word `next` made. */
  get low(): number {
    return this.#low;
  }

  /** Makes the next 64-bit word. */
  next(): void {
    this.#step();
    const xorHigh = (this.#s3 ^ this.#s1) >>> 0;
    const xorLow = (this.#s2 ^ this.#s0) >>> 0;
    const by = this.#s3 >>> 26;
    const [a, b] = by < 32 ? [xorHigh, xorLow] : [xorLow, xorHigh];
    const turn = by & 31;
    this.#high = turn === 0 ? a : ((a >>> turn) | (b << (32 - turn))) >>> 0;
    this.#low = turn === 0 ? b : ((b >>> turn) | (a << (32 - turn))) >>> 0;
  }

  /** The next 32-bit word: the low half of a 64-bit word, then its high half. */
  word32(): number {
    if (this.#hasHalf) {
      this.#hasHalf = false;
      return this.#half;
    }
    this.next();
    this.#hasHalf = true;
    this.#half = this.#high;
    return this.#low;
  }

  /** Uniform on [0, 1) in steps of 2^-53. */
  double(): number {
    this.next();
    return (this.#high * 2_097_152 + (this.#low >>> 11)) / 9_007_199_254_740_992;
  }
}
