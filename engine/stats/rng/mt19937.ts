const SIZE = 624;
const SHIFT = 397;

/**
 * The Mersenne Twister, MT19937, seeded as numpy's `RandomState(seed)`: the same words and the same permutations. numpy keeps
 * it as it is for what was begun with it, scikit-learn's splits among it.
 * Source: Matsumoto & Nishimura 1998, "Mersenne Twister"; numpy/random/src/mt19937 and legacy shuffling.
 */
export class Mt19937 {
  readonly #words = new Uint32Array(SIZE);
  #next = SIZE;

  /** @param seed a whole number from 0 to 2³² − 1. @throws RangeError for another. */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
      throw new RangeError('a seed of the Mersenne Twister is a whole number of 32 bits');
    let last = seed;
    for (let index = 0; index < SIZE; index += 1) {
      this.#words[index] = last;
      last = (Math.imul(1_812_433_253, last ^ (last >>> 30)) + index + 1) >>> 0;
    }
  }

  #at(index: number): number {
    return this.#words[index % SIZE] ?? 0;
  }

  #twist(): void {
    for (let index = 0; index < SIZE; index += 1) {
      const joined = (this.#at(index) & 0x80000000) | (this.#at(index + 1) & 0x7fffffff);
      this.#words[index] = this.#at(index + SHIFT) ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }

  /** A whole number of 32 bits. */
  word32(): number {
    if (this.#next === SIZE) this.#twist();
    let word = this.#at(this.#next);
    this.#next += 1;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** A whole number from 0 to `most`, each as likely: bits are drawn until they are small enough. */
  upTo(most: number): number {
    if (most === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(most);
    for (;;) {
      const drawn = (this.word32() & mask) >>> 0;
      if (drawn <= most) return drawn;
    }
  }

  /** The whole numbers from 0 to `count` − 1 in an order of which each is as likely. Fisher & Yates 1938; Durstenfeld 1964. */
  permutation(count: number): readonly number[] {
    const order = [...Array(count).keys()];
    for (let index = count - 1; index > 0; index -= 1) {
      const other = this.upTo(index);
      [order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0];
    }
    return order;
  }
}
