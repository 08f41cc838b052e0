/**
 * Products of rows with matrices, four rows at a time: each entry of a matrix that is loaded serves four rows, which takes
 * half the time of one row after the other.
 */

const at = (values: Float64Array, index: number): number => values[index] ?? 0;

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
  const n = vector.length;
  const even = n - (n % 2);
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let j = 0, t = 0; j < even; j += 2, t += 8) {
    const x = at(vector, j);
    const y = at(vector, j + 1);
    sum0 += x * at(four, t) + y * at(four, t + 4);
    sum1 += x * at(four, t + 1) + y * at(four, t + 5);
    sum2 += x * at(four, t + 2) + y * at(four, t + 6);
    sum3 += x * at(four, t + 3) + y * at(four, t + 7);
  }
  if (even < n) {
    const x = at(vector, even);
    sum0 += x * at(four, 4 * even);
    sum1 += x * at(four, 4 * even + 1);
    sum2 += x * at(four, 4 * even + 2);
    sum3 += x * at(four, 4 * even + 3);
  }
  found[0] = sum0;
  found[1] = sum1;
  found[2] = sum2;
  found[3] = sum3;
}

/** rowᵀ vector of the one row that begins at `from`, to the bit what `dots` has for it. */
export function dotOf(vector: Float64Array, values: Float64Array, from: number): number {
  const n = vector.length;
  const even = n - (n % 2);
  let sum = 0;
  for (let j = 0; j < even; j += 2)
    sum += at(vector, j) * at(values, from + j) + at(vector, j + 1) * at(values, from + j + 1);
  return even < n ? sum + at(vector, even) * at(values, from + even) : sum;
}

/**
 * rowᵀ matrix row of the one row that begins at `from`, to the bit what `dotsAndForms` has for it. Of the matrix, n × n and
 * symmetric, the lower half is read.
 */
export function formOf(matrix: Float64Array, n: number, values: Float64Array, from: number): number {
  let form = 0;
  const fours = n - (n % 4);
  const even = n - (n % 2);
  for (let i = 0; i < fours; i += 4) {
    const r0 = i * n;
    const r1 = r0 + n;
    const r2 = r1 + n;
    const r3 = r2 + n;
    // Four sums that do not wait for one another.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0; j < i; j += 1) {
      const x = at(values, from + j);
      a += at(matrix, r0 + j) * x;
      b += at(matrix, r1 + j) * x;
      c += at(matrix, r2 + j) * x;
      d += at(matrix, r3 + j) * x;
    }
    const x = at(values, from + i);
    const y = at(values, from + i + 1);
    const z = at(values, from + i + 2);
    const w = at(values, from + i + 3);
    b += at(matrix, r1 + i) * x;
    c = c + at(matrix, r2 + i) * x + at(matrix, r2 + i + 1) * y;
    d = d + at(matrix, r3 + i) * x + at(matrix, r3 + i + 1) * y + at(matrix, r3 + i + 2) * z;
    form += x * (2 * a + at(matrix, r0 + i) * x) + y * (2 * b + at(matrix, r1 + i + 1) * y);
    form += z * (2 * c + at(matrix, r2 + i + 2) * z) + w * (2 * d + at(matrix, r3 + i + 3) * w);
  }
  for (let i = fours; i < even; i += 2) {
    const upper = i * n;
    const lower = upper + n;
    let a = 0;
    let b = 0;
    for (let j = 0; j < i; j += 1) {
      const x = at(values, from + j);
      a += at(matrix, upper + j) * x;
      b += at(matrix, lower + j) * x;
    }
    const x = at(values, from + i);
    const y = at(values, from + i + 1);
    form +=
      x * (2 * a + at(matrix, upper + i) * x) +
      y * (2 * (b + at(matrix, lower + i) * x) + at(matrix, lower + i + 1) * y);
  }
  if (even === n) return form;
  let sum = 0;
  for (let j = 0; j < even; j += 1) sum += at(matrix, even * n + j) * at(values, from + j);
  const x = at(values, from + even);
  return form + x * (2 * sum + at(matrix, even * n + even) * x);
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
