/**
 * Products of rows with matrices, four rows at a time: each entry of a matrix that is loaded serves four rows, which takes
 * half the time of one row after the other.
 */

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
/** Apart from `at`, which is fast as long as it sees doubles alone. */
const placeAt = (places: ArrayLike<number>, index: number): number => places[index] ?? 0;

/**
 * Four rows of `values` from `row` on, side by side: entry j of them stands at 4j to 4j + 3 of `four`. Rows there are none of
 * are zero.
 */
export function interleave(values: Float64Array, row: number, columns: number, four: Float64Array): void {
  const from = row * columns;
  for (let column = 0; column < columns; column += 1) {
    for (let lane = 0; lane < 4; lane += 1) four[4 * column + lane] = at(values, from + lane * columns + column);
  }
}

/**
 * rowᵀ vector of each of the four rows, put into `found` from 0 on.
 */
export function dots(vector: Float64Array, four: Float64Array, found: Float64Array): void {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let j = 0, t = 0; j < vector.length; j += 1, t += 4) {
    const value = at(vector, j);
    sum0 += value * at(four, t);
    sum1 += value * at(four, t + 1);
    sum2 += value * at(four, t + 2);
    sum3 += value * at(four, t + 3);
  }
  found[0] = sum0;
  found[1] = sum1;
  found[2] = sum2;
  found[3] = sum3;
}

/**
 * rowᵀ vector of each of the four rows, put into `found` from 0 on, and rowᵀ matrix row from 4 on. Of the matrix, n × n and
 * symmetric, the lower half is read, two rows of it at a time.
 */
export function dotsAndForms(
  vector: Float64Array,
  matrix: Float64Array,
  four: Float64Array,
  found: Float64Array,
): void {
  const n = vector.length;
  // Plain variables throughout: taken from arrays they would cost as much again.
  let form0 = 0;
  let form1 = 0;
  let form2 = 0;
  let form3 = 0;
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  const even = n - (n % 2);
  for (let i = 0; i < even; i += 2) {
    const upper = i * n;
    const lower = upper + n;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    let t = 0;
    for (let j = 0; j < i; j += 1) {
      const a = at(matrix, upper + j);
      const b = at(matrix, lower + j);
      const x0 = at(four, t);
      const x1 = at(four, t + 1);
      const x2 = at(four, t + 2);
      const x3 = at(four, t + 3);
      t += 4;
      a0 += a * x0;
      a1 += a * x1;
      a2 += a * x2;
      a3 += a * x3;
      b0 += b * x0;
      b1 += b * x1;
      b2 += b * x2;
      b3 += b * x3;
    }
    const first = at(matrix, upper + i);
    const beside = at(matrix, lower + i);
    const second = at(matrix, lower + i + 1);
    const x0 = at(four, t);
    const x1 = at(four, t + 1);
    const x2 = at(four, t + 2);
    const x3 = at(four, t + 3);
    const y0 = at(four, t + 4);
    const y1 = at(four, t + 5);
    const y2 = at(four, t + 6);
    const y3 = at(four, t + 7);
    const x = at(vector, i);
    const y = at(vector, i + 1);
    sum0 += x * x0 + y * y0;
    sum1 += x * x1 + y * y1;
    sum2 += x * x2 + y * y2;
    sum3 += x * x3 + y * y3;
    form0 += x0 * (2 * a0 + first * x0) + y0 * (2 * (b0 + beside * x0) + second * y0);
    form1 += x1 * (2 * a1 + first * x1) + y1 * (2 * (b1 + beside * x1) + second * y1);
    form2 += x2 * (2 * a2 + first * x2) + y2 * (2 * (b2 + beside * x2) + second * y2);
    form3 += x3 * (2 * a3 + first * x3) + y3 * (2 * (b3 + beside * x3) + second * y3);
  }
  found[0] = sum0;
  found[1] = sum1;
  found[2] = sum2;
  found[3] = sum3;
  found[4] = form0;
  found[5] = form1;
  found[6] = form2;
  found[7] = form3;
  if (even < n) addLastRow(vector, matrix, four, found);
}

/** What the last entry of a vector and the last row of a matrix add where their number is odd. */
function addLastRow(vector: Float64Array, matrix: Float64Array, four: Float64Array, found: Float64Array): void {
  const n = vector.length;
  const last = n - 1;
  for (let lane = 0; lane < 4; lane += 1) {
    let sum = 0;
    for (let j = 0; j < last; j += 1) sum += at(matrix, last * n + j) * at(four, 4 * j + lane);
    const x = at(four, 4 * last + lane);
    found[lane] = at(found, lane) + at(vector, last) * x;
    found[lane + 4] = at(found, lane + 4) + x * (2 * sum + at(matrix, last * n + last) * x);
  }
}

/** Adds XᵀX to a symmetric n × n matrix, in place; X are the rows of `values` at these places. */
export function addGram(matrix: Float64Array, values: Float64Array, places: ArrayLike<number>, n: number): void {
  const whole = places.length - (places.length % 4);
  for (let index = 0; index < whole; index += 4) addFour(matrix, values, places, index, n);
  for (let index = whole; index < places.length; index += 1) addOne(matrix, values, placeAt(places, index) * n, n);
  for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) matrix[j * n + i] = at(matrix, i * n + j);
}

/** Adds the products of four rows to the lower half. */
function addFour(
  matrix: Float64Array,
  values: Float64Array,
  places: ArrayLike<number>,
  index: number,
  n: number,
): void {
  const r0 = placeAt(places, index) * n;
  const r1 = placeAt(places, index + 1) * n;
  const r2 = placeAt(places, index + 2) * n;
  const r3 = placeAt(places, index + 3) * n;
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
    const row = placeAt(places, index) * n;
    const own = at(y, index);
    if (own === 0) continue;
    for (let column = 0; column < n; column += 1) vector[column] = at(vector, column) + own * at(values, row + column);
  }
}

function addOne(matrix: Float64Array, values: Float64Array, row: number, n: number): void {
  for (let i = 0; i < n; i += 1) {
    const x = at(values, row + i);
    for (let j = 0; j <= i; j += 1) matrix[i * n + j] = at(matrix, i * n + j) + x * at(values, row + j);
  }
}
