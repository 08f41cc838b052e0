import { z } from 'zod';
import { addGram, addProducts } from '../../stats/gram.ts';
import { diagonal, invertDefinite, timesVector, updateInverse } from '../../stats/matrix.ts';
import type { Generator } from '../../stats/rng/index.ts';
import type { Mode } from '../mode.ts';
import { savedReals, saveReals } from '../state/saved.ts';
import { pickRows, type Rows } from './learning-policy.ts';
import { Scaler } from './scaler.ts';

export interface RidgeOptions {
  /** Weight of the penalty, λ. */
  readonly lambda: number;
  readonly scale: boolean;
  readonly mode: Mode;
  /** What was learned n steps ago weighs `discount`ⁿ, a step being a play or a call. Russac, Vernade & Cappé 2019. */
  readonly memory?: { readonly discount: number; readonly per: 'play' | 'call' } | undefined;
}

const savedRidge = z.strictObject({
  a: savedReals,
  xty: savedReals,
  inverse: savedReals,
  beta: savedReals,
  updates: z.int().min(0),
  scaler: z.unknown(),
});

/** Rows to learn from: those of `values` that are named. */
interface Learned {
  readonly values: Float64Array;
  readonly from: readonly number[];
}

/** After so many updates of the inverse by one row it is made anew, so that rounding does not gather. */
const REFRESH = 512;

/**
 * Ridge regression of one arm's rewards on its contexts: A = λI + XᵀX, β = A⁻¹Xᵀy. Hoerl & Kennard 1970.
 * An arm without data has the prior's A⁻¹ = I/λ; in mode `mabwiser` it has λI.
 */
export class Ridge {
  readonly options: RidgeOptions;
  readonly columns: number;
  readonly a: Float64Array;
  readonly xty: Float64Array;
  inverse: Float64Array;
  beta: Float64Array;
  scaler: Scaler | null;
  /** What its draws come from: the policy's own generator until it is given another. */
  random: Generator;
  #updates = 0;

  constructor(columns: number, options: RidgeOptions, random: Generator) {
    const { lambda, mode, scale } = options;
    this.options = options;
    this.columns = columns;
    this.a = diagonal(columns, lambda);
    this.inverse = diagonal(columns, mode === 'mabwiser' ? lambda : 1 / lambda);
    this.xty = new Float64Array(columns);
    this.beta = new Float64Array(columns);
    this.scaler = scale ? new Scaler() : null;
    this.random = random;
  }

  /** Learns from those of the rows that are at `places`, and their rewards. Earlier rows stay scaled as they were. */
  learn(all: Rows, rewards: ArrayLike<number>, places: readonly number[]): void {
    const { values, from } = this.#weighted(this.#scaled(all, places), all.count, places);
    const n = this.columns;
    addGram(this.a, values, from, n);
    const weighted = new Float64Array(places.length);
    for (let index = 0; index < weighted.length; index += 1) {
      const place = places[index] ?? 0;
      weighted[index] = (rewards[place] ?? Number.NaN) * this.#weight(all.count, place);
    }
    addProducts(this.xty, values, from, weighted);
    const count = places.length;
    const anew = this.options.mode === 'mabwiser' || count > n || this.#updates + count > REFRESH;
    this.#updates = anew ? 0 : this.#updates + count;
    if (anew) this.inverse = invertDefinite(this.a, n);
    else {
      // The room beta has is worked in: it is made anew below.
      for (const row of from) updateInverse(this.inverse, values.subarray(row * n, (row + 1) * n), n, this.beta);
    }
    timesVector(this.inverse, this.xty, n, this.beta);
  }

  /** Knows rows that were added to its sums. */
  settle(): void {
    this.#updates = 0;
    this.inverse = invertDefinite(this.a, this.columns);
    timesVector(this.inverse, this.xty, this.columns, this.beta);
  }

  /** Forgets a part of the rows, not of the penalty: A = λI + f (A − λI). */
  fade(by: number): void {
    if (by === 1) return;
    const n = this.columns;
    const { lambda } = this.options;
    for (let index = 0; index < this.a.length; index += 1) {
      const penalty = index % (n + 1) === 0 ? lambda : 0;
      this.a[index] = penalty + by * ((this.a[index] ?? Number.NaN) - penalty);
    }
    for (const [column, value] of this.xty.entries()) this.xty[column] = by * value;
    this.settle();
  }

  /** The root of what the play at `place` of a call with `count` plays weighs at its end. */
  #weight(count: number, place: number): number {
    const { memory } = this.options;
    return memory?.per === 'play' ? Math.sqrt(memory.discount ** (count - 1 - place)) : 1;
  }

  /** Rows by the roots of their weights. */
  #weighted(rows: Learned, count: number, places: readonly number[]): Learned {
    if (this.options.memory?.per !== 'play') return rows;
    const n = this.columns;
    const values = new Float64Array(places.length * n);
    for (const [index, place] of places.entries()) {
      const weight = this.#weight(count, place);
      for (let column = 0; column < n; column += 1)
        values[index * n + column] = weight * (rows.values[(rows.from[index] ?? 0) * n + column] ?? Number.NaN);
    }
    return { values, from: [...places.keys()] };
  }

  /** The rows to learn from, scaled where rows are; the scaler learns them first. */
  #scaled(all: Rows, places: readonly number[]): Learned {
    if (this.scaler === null) return { values: all.values, from: places };
    const own = pickRows(all, places);
    this.scaler.learn(own);
    return { values: this.scaler.scale(own).values, from: [...places.keys()] };
  }

  save() {
    return {
      a: saveReals(this.a),
      xty: saveReals(this.xty),
      inverse: saveReals(this.inverse),
      beta: saveReals(this.beta),
      updates: this.#updates,
      scaler: this.scaler?.save() ?? null,
    };
  }

  /** @throws RangeError for a model of another number of columns. */
  load(saved: unknown): void {
    const { a, xty, inverse, beta, updates, scaler } = savedRidge.parse(saved);
    const n = this.columns;
    if ([a, inverse].some(({ length }) => length !== n * n) || [xty, beta].some(({ length }) => length !== n))
      throw new RangeError(`a model has not ${n} columns`);
    this.a.set(a);
    this.xty.set(xty);
    this.inverse = inverse;
    this.beta = beta;
    this.#updates = updates;
    this.scaler?.load(scaler);
  }

  clone(random: Generator): Ridge {
    const copy = new Ridge(this.columns, this.options, random);
    copy.a.set(this.a);
    copy.xty.set(this.xty);
    copy.inverse = this.inverse.slice();
    copy.beta = this.beta.slice();
    copy.scaler = this.scaler?.clone() ?? null;
    copy.#updates = this.#updates;
    return copy;
  }
}
