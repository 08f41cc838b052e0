import { highHalf, lowHalf, Pcg64, type Pcg64State } from './pcg64.ts';
import { standardExponential, standardNormal } from './ziggurat.ts';

const WORD = 0x1_0000_0000;

/**
 * numpy's Generator over PCG64: the same seed and the same calls give the same numbers, and leave the same state, as
 * `numpy.random.default_rng(seed)` of numpy 1.24. Uniform, integer, normal and exponential numbers are equal to the bit,
 * and with them Beta numbers with both parameters at least 1; where `exp`, `log` or `pow` of this machine round otherwise
 * than the C library's, the last digit may differ.
 * Source: numpy/random/src/distributions.
 */
export class Generator {
  #bits: Pcg64;

  private constructor(bits: Pcg64) {
    this.#bits = bits;
  }

  /** @param seed any whole number from 0 on. @throws RangeError for another. */
  static seeded(seed: number | bigint): Generator {
    return new Generator(Pcg64.seeded(seed));
  }

  /** Begins again as one with this seed would. */
  reseed(seed: number | bigint): void {
    this.#bits = Pcg64.seeded(seed);
  }

  /** Goes on as one in this state would. */
  restore(state: Pcg64State): void {
    this.#bits = Pcg64.of(state);
  }

  static of(state: Pcg64State): Generator {
    return new Generator(Pcg64.of(state));
  }

  get state(): Pcg64State {
    return this.#bits.state;
  }

  /** One that will give the same numbers as this one, independently of it. */
  clone(): Generator {
    return new Generator(this.#bits.clone());
  }

  /** Uniform on [0, 1). */
  random(): number {
    return this.#bits.double();
  }

  /**
   * A whole number from 0 to `below` − 1, each as likely; `below` at most 2^53.
   * Source: Lemire 2019, "Fast random integer generation in an interval".
   */
  integer(below: number): number {
    if (below === 1) return 0;
    if (below > WORD) return this.#largeInteger(below);
    if (below === WORD) return this.#bits.word32();
    const least = (WORD - below) % below;
    for (;;) {
      const word = this.#bits.word32();
      if (lowHalf(word, below) >= least) return highHalf(word, below);
    }
  }

  #largeInteger(below: number): number {
    const bound = BigInt(below);
    const least = ((1n << 64n) - bound) % bound;
    for (;;) {
      this.#bits.next();
      const product = ((BigInt(this.#bits.high) << 32n) | BigInt(this.#bits.low)) * bound;
      if (BigInt.asUintN(64, product) >= least) return Number(product >> 64n);
    }
  }

  /** An index of `shares`, drawn with these probabilities. */
  choice(shares: readonly number[]): number {
    let sum = 0;
    const cumulative = shares.map((share) => (sum += share));
    const u = this.#bits.double();
    const found = cumulative.findIndex((upTo) => u < upTo / sum);
    return found === -1 ? shares.length - 1 : found;
  }

  standardNormal(): number {
    return standardNormal(this.#bits);
  }

  standardExponential(): number {
    return standardExponential(this.#bits);
  }

  /**
   * Gamma with scale 1. Source: Marsaglia & Tsang 2000, "A simple method for generating gamma variables"; for shapes below
   * one Ahrens & Dieter 1974 with an exponential.
   */
  standardGamma(shape: number): number {
    if (shape === 1) return this.standardExponential();
    if (shape === 0) return 0;
    return shape < 1 ? this.#smallGamma(shape) : this.#largeGamma(shape);
  }

  #smallGamma(shape: number): number {
    for (;;) {
      const u = this.#bits.double();
      const v = this.standardExponential();
      if (u <= 1 - shape) {
        const x = u ** (1 / shape);
        if (x <= v) return x;
      } else {
        const y = -Math.log((1 - u) / shape);
        const x = (1 - shape + shape * y) ** (1 / shape);
        if (x <= v + y) return x;
      }
    }
  }

  #largeGamma(shape: number): number {
    const b = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * b);
    for (;;) {
      let x = this.standardNormal();
      let v = 1 + c * x;
      while (v <= 0) {
        x = this.standardNormal();
        v = 1 + c * x;
      }
      v = v * v * v;
      const u = this.#bits.double();
      if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v;
      if (Math.log(u) < 0.5 * x * x + b * (1 - v + Math.log(v))) return b * v;
    }
  }

  /** Beta(a, b): Jöhnk's method when neither is above one, else from two Gamma numbers. */
  beta(a: number, b: number): number {
    if (a <= 1 && b <= 1) return this.#johnk(a, b);
    const first = this.standardGamma(a);
    const second = this.standardGamma(b);
    return first / (first + second);
  }

  #johnk(a: number, b: number): number {
    for (;;) {
      const u = this.#bits.double();
      const v = this.#bits.double();
      const x = u ** (1 / a);
      const y = v ** (1 / b);
      if (x + y > 1 || u + v === 0) continue;
      if (x + y > 0) return x / (x + y);
      const logX = Math.log(u) / a;
      const logY = Math.log(v) / b;
      const most = Math.max(logX, logY);
      return Math.exp(logX - most - Math.log(Math.exp(logX - most) + Math.exp(logY - most)));
    }
  }

  /** Shares that add up to one; breaking a stick when all of `alpha` are below 0.1, else from Gamma numbers. */
  dirichlet(alpha: readonly number[]): number[] {
    if (alpha.length > 0 && Math.max(...alpha) < 0.1) return this.#brokenStick(alpha);
    const draws = alpha.map((shape) => this.standardGamma(shape));
    const inverse = 1 / draws.reduce((sum, draw) => sum + draw, 0);
    return draws.map((draw) => draw * inverse);
  }

  #brokenStick(alpha: readonly number[]): number[] {
    const from = [...alpha];
    for (let index = alpha.length - 2; index >= 0; index -= 1)
      from[index] = (from[index] ?? 0) + (from[index + 1] ?? 0);
    let left = 1;
    return alpha.map((shape, index) => {
      const rest = from[index + 1];
      if (rest === undefined) return left;
      const share = this.beta(shape, rest);
      const part = left * share;
      left *= 1 - share;
      return part;
    });
  }

  /**
   * A draw of the normal with this mean and the covariance L Lᵀ; `factor` is L, lower triangular, by rows.
   */
  multivariateNormal(mean: ArrayLike<number>, factor: ArrayLike<number>): number[] {
    const z = Array.from(mean, () => this.standardNormal());
    return z.map((_, row) => {
      let sum = 0;
      for (let column = 0; column <= row; column += 1) sum += (factor[row * z.length + column] ?? 0) * (z[column] ?? 0);
      return (mean[row] ?? 0) + sum;
    });
  }
}
