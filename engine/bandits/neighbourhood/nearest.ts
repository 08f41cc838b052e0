/** The k smallest of the numbers offered so far, with their places: a heap whose root is the largest kept. */
class Smallest {
  readonly #values: Float64Array;
  readonly #places: Int32Array;
  #size = 0;

  constructor(k: number) {
    this.#values = new Float64Array(k);
    this.#places = new Int32Array(k);
  }

  /** What a number has to be below to be kept. */
  get limit(): number {
    return this.#size < this.#values.length ? Number.POSITIVE_INFINITY : (this.#values[0] ?? Number.NaN);
  }

  /** In order of their places. */
  get places(): readonly number[] {
    return [...this.#places.subarray(0, this.#size)].sort((a, b) => a - b);
  }

  /** Keeps a number below the limit. */
  keep(value: number, place: number): void {
    if (this.#size < this.#values.length) {
      this.#size += 1;
      this.#rise(value, place);
    } else this.#sink(value, place);
  }

  /** Whether the number at `index` is larger, or as large and of a later place: of equals the first is kept. */
  #above(index: number, value: number, place: number): boolean {
    const own = this.#values[index] ?? Number.NaN;
    return own > value || (own === value && (this.#places[index] ?? -1) > place);
  }

  #move(to: number, from: number): void {
    this.#values[to] = this.#values[from] ?? Number.NaN;
    this.#places[to] = this.#places[from] ?? -1;
  }

  #put(at: number, value: number, place: number): void {
    this.#values[at] = value;
    this.#places[at] = place;
  }

  #rise(value: number, place: number): void {
    let at = this.#size - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#above(parent, value, place)) break;
      this.#move(at, parent);
      at = parent;
    }
    this.#put(at, value, place);
  }

  /** Puts a number in place of the root. */
  #sink(value: number, place: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      const other = child + 1;
      if (other < this.#size && this.#above(other, this.#values[child] ?? Number.NaN, this.#places[child] ?? -1))
        child = other;
      if (!this.#above(child, value, place)) break;
      this.#move(at, child);
      at = child;
    }
    this.#put(at, value, place);
  }
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0;

/**
 * The places of the k points nearest to a vector by Euclidean distance, in order of their places; of equals the first. The
 * sum of a point is left off as soon as it is as large as the k-th smallest so far.
 * @param points one after the other, each as long as the vector.
 */
export function nearest(points: Float64Array, vector: Float64Array, k: number): readonly number[] {
  const found = new Smallest(k);
  const columns = vector.length;
  const whole = columns - (columns % 4);
  let limit = found.limit;
  for (let place = 0, from = 0; from < points.length; place += 1, from += columns) {
    let sum = 0;
    let column = 0;
    for (; column < whole && sum < limit; column += 4) {
      const point = from + column;
      const a = at(points, point) - at(vector, column);
      const b = at(points, point + 1) - at(vector, column + 1);
      const c = at(points, point + 2) - at(vector, column + 2);
      const d = at(points, point + 3) - at(vector, column + 3);
      sum = sum + a * a + b * b + c * c + d * d;
    }
    if (sum >= limit) continue;
    for (; column < columns; column += 1) {
      const difference = at(points, from + column) - at(vector, column);
      sum += difference * difference;
    }
    if (sum >= limit) continue;
    found.keep(sum, place);
    limit = found.limit;
  }
  return found.places;
}
