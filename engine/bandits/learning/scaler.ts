import { z } from 'zod';
import { savedReals, saveReals } from '../state/saved.ts';
import type { Rows } from './learning-policy.ts';

/** Deviations this small or smaller are taken for none: the column is centred only. */
const LEAST = 1e-6;

const savedScaler = z.strictObject({ count: z.int().min(0), means: savedReals, squares: savedReals });

/** Brings each column of contexts to mean 0 and deviation 1, by all rows it has seen. Chan, Golub & LeVeque 1983. */
export class Scaler {
  #count = 0;
  #means: Float64Array = new Float64Array();
  #squares: Float64Array = new Float64Array();

  get count(): number {
    return this.#count;
  }

  get means(): Float64Array {
    return this.#means;
  }

  /** Variance of each column, over the number of rows. */
  get variances(): Float64Array {
    return this.#squares.map((square) => square / this.#count);
  }

  get deviations(): Float64Array {
    return this.variances.map((variance) => {
      const deviation = Math.sqrt(variance);
      return deviation <= LEAST ? 1 : deviation;
    });
  }

  learn({ values, count, columns }: Rows): void {
    if (count === 0) return;
    if (this.#count === 0) {
      this.#means = new Float64Array(columns);
      this.#squares = new Float64Array(columns);
    }
    const all = this.#count + count;
    for (let column = 0; column < columns; column += 1) {
      let mean = 0;
      for (let row = 0; row < count; row += 1) mean += values[row * columns + column] ?? 0;
      mean /= count;
      let square = 0;
      for (let row = 0; row < count; row += 1) square += ((values[row * columns + column] ?? 0) - mean) ** 2;
      const known = this.#means[column] ?? 0;
      const between = (mean - known) ** 2 * ((this.#count * count) / all);
      this.#squares[column] = (this.#squares[column] ?? 0) + square + between;
      this.#means[column] = known + ((mean - known) * count) / all;
    }
    this.#count = all;
  }

  /** The rows scaled; as they are before anything was seen. */
  scale(rows: Rows): Rows {
    if (this.#count === 0) return rows;
    const { deviations } = this;
    const values = rows.values.map((value, index) => {
      const column = index % rows.columns;
      return (value - (this.#means[column] ?? 0)) / (deviations[column] ?? 1);
    });
    return { ...rows, values };
  }

  save() {
    return { count: this.#count, means: saveReals(this.#means), squares: saveReals(this.#squares) };
  }

  load(saved: unknown): void {
    const { count, means, squares } = savedScaler.parse(saved);
    this.#count = count;
    this.#means = means;
    this.#squares = squares;
  }

  clone(): Scaler {
    const copy = new Scaler();
    copy.#count = this.#count;
    copy.#means = this.#means.slice();
    copy.#squares = this.#squares.slice();
    return copy;
  }
}
