/**
 * XᵀX, four rows at a time: each entry of the product that is loaded serves four rows.
 */

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
/** Apart from `at`, which is fast as long as it sees doubles alone. */
const placeAt = (places: ArrayLike<number>, index: number): number => places[index] ?? 0;

/** Adds XᵀX to a symmetric n × n matrix, in place; X are the rows of `values` at these places. */
export function addGram(matrix: Float64Array, values: Float64Array, places: ArrayLike<number>, n: number): void {
  const whole = places.length - (places.length % 4);
  for (let index = 0; index < whole; index += 4) {
    const r0 = placeAt(places, index) * n;
    const r1 = placeAt(places, index + 1) * n;
    const r2 = placeAt(places, index + 2) * n;
    const r3 = placeAt(places, index + 3) * n;
    addFour(matrix, values, r0, r1, r2, r3, n);
  }
  for (let index = whole; index < places.length; index += 1) addOne(matrix, values, placeAt(places, index) * n, n);
  mirror(matrix, n);
}

/** Copies the lower half onto the upper. */
function mirror(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) matrix[j * n + i] = at(matrix, i * n + j);
}

/** What rows add to: XᵀX, n × n and symmetric, and Xᵀy. */
export interface Sums {
  readonly gram: Float64Array;
  readonly products: Float64Array;
}

/**
 * Adds to each of several sums its own rows, in place, all in one pass along the rows: rows that belong together lie apart,
 * and memory is fast only where it is read in order.
 * @param owners of each row the place of its sums; -1 where it belongs to none.
 * @param y a number for each row.
 */
export function addOwn(sums: readonly Sums[], values: Float64Array, owners: Int32Array, y: Float64Array): void {
  const n = sums[0]?.products.length ?? 0;
  /** Where up to three rows of each begin that wait for their fellows. */
  const waiting = new Int32Array(4 * sums.length);
  const counts = new Int32Array(sums.length);
  for (let index = 0, row = 0; index < owners.length; index += 1, row += n) {
    const owner = owners[index] ?? -1;
    const own = sums[owner];
    if (own === undefined) continue;
    const count = counts[owner] ?? 0;
    const first = 4 * owner;
    addTimes(own.products, values, row, at(y, index));
    waiting[first + count] = row;
    counts[owner] = (count + 1) % 4;
    if (count < 3) continue;
    const r0 = waiting[first] ?? 0;
    const r1 = waiting[first + 1] ?? 0;
    const r2 = waiting[first + 2] ?? 0;
    addFour(own.gram, values, r0, r1, r2, row, n);
  }
  for (const [owner, { gram }] of sums.entries()) {
    for (let index = 0; index < (counts[owner] ?? 0); index += 1)
      addOne(gram, values, waiting[4 * owner + index] ?? 0, n);
    mirror(gram, n);
  }
}

/** Adds the products of the four rows that begin there to the lower half. */
function addFour(
  matrix: Float64Array,
  values: Float64Array,
  r0: number,
  r1: number,
  r2: number,
  r3: number,
  n: number,
): void {
  for (let i = 0; i < n - 1; i += 2) {
    const x0 = at(values, r0 + i);
    const x1 = at(values, r1 + i);
    const x2 = at(values, r2 + i);
    const x3 = at(values, r3 + i);
    const y0 = at(values, r0 + i + 1);
    const y1 = at(values, r1 + i + 1);
    const y2 = at(values, r2 + i + 1);
    const y3 = at(values, r3 + i + 1);
    const upper = i * n;
    const lower = upper + n;
    for (let j = 0; j <= i; j += 1) {
      const z0 = at(values, r0 + j);
      const z1 = at(values, r1 + j);
      const z2 = at(values, r2 + j);
      const z3 = at(values, r3 + j);
      matrix[upper + j] = at(matrix, upper + j) + (x0 * z0 + x1 * z1 + (x2 * z2 + x3 * z3));
      matrix[lower + j] = at(matrix, lower + j) + (y0 * z0 + y1 * z1 + (y2 * z2 + y3 * z3));
    }
    const corner = lower + i + 1;
    matrix[corner] = at(matrix, corner) + (y0 * y0 + y1 * y1 + (y2 * y2 + y3 * y3));
  }
  if (n % 2 === 0) return;
  const last = n - 1;
  for (let j = 0; j < n; j += 1) {
    const sum = at(values, r0 + last) * at(values, r0 + j) + at(values, r1 + last) * at(values, r1 + j);
    const more = at(values, r2 + last) * at(values, r2 + j) + at(values, r3 + last) * at(values, r3 + j);
    matrix[last * n + j] = at(matrix, last * n + j) + (sum + more);
  }
}

/** Adds Xᵀy to a vector, in place; X are the rows of `values` at these places, y as many numbers. */
export function addProducts(
  vector: Float64Array,
  values: Float64Array,
  places: ArrayLike<number>,
  y: Float64Array,
): void {
  const n = vector.length;
  for (let index = 0; index < y.length; index += 1) {
    addTimes(vector, values, placeAt(places, index) * n, at(y, index));
  }
}

/** Adds a row times a number. */
function addTimes(vector: Float64Array, values: Float64Array, row: number, by: number): void {
  if (by === 0) return;
  for (let column = 0; column < vector.length; column += 1)
    vector[column] = at(vector, column) + by * at(values, row + column);
}

function addOne(matrix: Float64Array, values: Float64Array, row: number, n: number): void {
  for (let i = 0; i < n; i += 1) {
    const x = at(values, row + i);
    for (let j = 0; j <= i; j += 1) matrix[i * n + j] = at(matrix, i * n + j) + x * at(values, row + j);
  }
}
