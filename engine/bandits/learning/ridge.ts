import { addGram } from '../../stats/four-rows.ts';
import { diagonal, invertDefinite, timesVector, updateInverse } from '../../stats/matrix.ts';
import type { Generator } from '../../stats/rng/index.ts';
import type { Mode } from '../mode.ts';
import { pickRows, type Rows } from './learning-policy.ts';
import { Scaler } from './scaler.ts';

export interface RidgeOptions {
  /** Weight of the penalty, λ. */
  readonly lambda: number;
  readonly scale: boolean;
  readonly mode: Mode;
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
    const { values, from } = this.#scaled(all, places);
    const n = this.columns;
    addGram(this.a, values, from, n);
    for (const [index, place] of places.entries()) {
      const reward = rewards[place] ?? Number.NaN;
      const row = (from[index] ?? 0) * n;
      for (let column = 0; column < n; column += 1)
        this.xty[column] = (this.xty[column] ?? 0) + (values[row + column] ?? Number.NaN) * reward;
    }
    const count = places.length;
    const anew = this.options.mode === 'mabwiser' || count > n || this.#updates + count > REFRESH;
    this.#updates = anew ? 0 : this.#updates + count;
    if (anew) this.inverse = invertDefinite(this.a, n);
    else for (const row of from) updateInverse(this.inverse, values.subarray(row * n, (row + 1) * n), n);
    this.beta = timesVector(this.inverse, this.xty, n);
  }

  /** The rows to learn from, scaled where rows are; the scaler learns them first. */
  #scaled(all: Rows, places: readonly number[]): { readonly values: Float64Array; readonly from: readonly number[] } {
    if (this.scaler === null) return { values: all.values, from: places };
    const own = pickRows(all, places);
    this.scaler.learn(own);
    return { values: this.scaler.scale(own).values, from: [...places.keys()] };
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
