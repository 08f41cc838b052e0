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

/** rowᵀ vector of each of the four rows, put into `found`. */
export function dots(vector: Float64Array, four: Float64Array, found: Float64Array): void {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
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
 * rowᵀ matrix row of each of the four rows, put into `found`. Of the matrix, n × n and symmetric, the lower half is read, two
 * rows of it at a time.
 */
export function quadraticForms(matrix: Float64Array, four: Float64Array, n: number, found: Float64Array): void {
  let [form0, form1, form2, form3] = [0, 0, 0, 0];
  const even = n - (n % 2);
  for (let i = 0; i < even; i += 2) {
    const upper = i * n;
    const lower = upper + n;
    let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0];
    const t = 4 * i;
    for (let j = 0, s = 0; j < i; j += 1, s += 4) {
      const a = at(matrix, upper + j);
      const b = at(matrix, lower + j);
      const x0 = at(four, s);
      const x1 = at(four, s + 1);
      const x2 = at(four, s + 2);
      const x3 = at(four, s + 3);
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
    const [x0, x1, x2, x3] = [at(four, t), at(four, t + 1), at(four, t + 2), at(four, t + 3)];
    const [y0, y1, y2, y3] = [at(four, t + 4), at(four, t + 5), at(four, t + 6), at(four, t + 7)];
    form0 += x0 * (2 * a0 + first * x0) + y0 * (2 * (b0 + beside * x0) + second * y0);
    form1 += x1 * (2 * a1 + first * x1) + y1 * (2 * (b1 + beside * x1) + second * y1);
    form2 += x2 * (2 * a2 + first * x2) + y2 * (2 * (b2 + beside * x2) + second * y2);
    form3 += x3 * (2 * a3 + first * x3) + y3 * (2 * (b3 + beside * x3) + second * y3);
  }
  found[0] = form0;
  found[1] = form1;
  found[2] = form2;
  found[3] = form3;
  if (even < n) addLastRow(matrix, four, n, found);
}

/** What the last row of a matrix with an odd number of them adds. */
function addLastRow(matrix: Float64Array, four: Float64Array, n: number, found: Float64Array): void {
  const last = n - 1;
  for (let lane = 0; lane < 4; lane += 1) {
    let sum = 0;
    for (let j = 0; j < last; j += 1) sum += at(matrix, last * n + j) * at(four, 4 * j + lane);
    const x = at(four, 4 * last + lane);
    found[lane] = at(found, lane) + x * (2 * sum + at(matrix, last * n + last) * x);
  }
}

/**
 * Adds XᵀX to a symmetric n × n matrix, in place; X has `count` rows.
 */
export function addGram(matrix: Float64Array, values: Float64Array, count: number, n: number): void {
  for (let row = 0; row < count; row += 4) addFour(matrix, values, row, Math.min(4, count - row), n);
  for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) matrix[j * n + i] = at(matrix, i * n + j);
}

/** Adds the products of up to four rows to the lower half. */
function addFour(matrix: Float64Array, values: Float64Array, row: number, rows: number, n: number): void {
  const r0 = row * n;
  // A row there is none of is the first one, with weight nothing.
  const [r1, w1] = rows > 1 ? [r0 + n, 1] : [r0, 0];
  const [r2, w2] = rows > 2 ? [r0 + 2 * n, 1] : [r0, 0];
  const [r3, w3] = rows > 3 ? [r0 + 3 * n, 1] : [r0, 0];
  for (let i = 0; i < n; i += 1) {
    const x0 = at(values, r0 + i);
    const x1 = w1 * at(values, r1 + i);
    const x2 = w2 * at(values, r2 + i);
    const x3 = w3 * at(values, r3 + i);
    const to = i * n;
    for (let j = 0; j <= i; j += 1) {
      matrix[to + j] =
        at(matrix, to + j) +
        (x0 * at(values, r0 + j) + x1 * at(values, r1 + j) + (x2 * at(values, r2 + j) + x3 * at(values, r3 + j)));
    }
  }
}
