/**
 * Small dense symmetric matrices, n × n, row after row. Source: Golub & Van Loan 2013, "Matrix Computations", §4.2.
 */

/** What is left of a diagonal entry at this share of it is taken for rounding. */
const SINGULAR = 1e-13;

const at = (matrix: Float64Array, index: number): number => matrix[index] ?? 0;

/** `scale` on the diagonal, zero elsewhere. */
export function diagonal(n: number, scale: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let index = 0; index < n; index += 1) matrix[index * n + index] = scale;
  return matrix;
}

/**
 * The lower triangular L with L Lᵀ = `matrix`.
 * @throws RangeError when the matrix is not positive definite, to rounding.
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  if (!factorInto(factor, matrix, n)) throw new RangeError('the matrix is not positive definite');
  return factor;
}

/** Whether a symmetric matrix is positive definite, to rounding. @param factor n × n numbers to work in. */
export const isDefinite = (matrix: Float64Array, n: number, factor: Float64Array = new Float64Array(n * n)): boolean =>
  factorInto(factor, matrix, n);

/** Puts L into the lower half of `factor`; false where there is none. */
function factorInto(factor: Float64Array, matrix: Float64Array, n: number): boolean {
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = at(matrix, row * n + column);
      for (let k = 0; k < column; k += 1) rest -= at(factor, row * n + k) * at(factor, column * n + k);
      if (row !== column) factor[row * n + column] = rest / at(factor, column * n + column);
      else if (rest > SINGULAR * at(matrix, row * n + row)) factor[row * n + column] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}

/** The inverse of a lower triangular matrix. */
function invertLower(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column += 1) {
    inverse[column * n + column] = 1 / at(factor, column * n + column);
    for (let row = column + 1; row < n; row += 1) {
      let sum = 0;
      for (let k = column; k < row; k += 1) sum -= at(factor, row * n + k) * at(inverse, k * n + column);
      inverse[row * n + column] = sum / at(factor, row * n + row);
    }
  }
  return inverse;
}

/**
 * The inverse of a symmetric positive definite matrix.
 * @throws RangeError for another.
 */
export function invertDefinite(matrix: Float64Array, n: number): Float64Array {
  const lower = invertLower(cholesky(matrix, n), n);
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = 0;
      for (let k = row; k < n; k += 1) sum += at(lower, k * n + row) * at(lower, k * n + column);
      inverse[row * n + column] = sum;
      inverse[column * n + row] = sum;
    }
  }
  return inverse;
}

/** matrix × vector, put into `product`. */
export function timesVector(
  matrix: Float64Array,
  vector: Float64Array,
  n: number,
  product: Float64Array = new Float64Array(n),
): Float64Array {
  for (let row = 0; row < n; row += 1) {
    let sum = 0;
    for (let column = 0; column < n; column += 1) sum += at(matrix, row * n + column) * at(vector, column);
    product[row] = sum;
  }
  return product;
}

/** vectorᵀ matrix vector. */
export function quadraticForm(matrix: Float64Array, vector: Float64Array, n: number): number {
  let sum = 0;
  for (let row = 0; row < n; row += 1) {
    let inner = 0;
    for (let column = 0; column < n; column += 1) inner += at(matrix, row * n + column) * at(vector, column);
    sum += inner * at(vector, row);
  }
  return sum;
}

/** Adds vector vectorᵀ, in place. */
export function addOuter(matrix: Float64Array, vector: Float64Array, n: number): void {
  for (let row = 0; row < n; row += 1) {
    const own = at(vector, row);
    for (let column = 0; column < n; column += 1)
      matrix[row * n + column] = at(matrix, row * n + column) + own * at(vector, column);
  }
}

/**
 * The inverse of A becomes that of A + vector vectorᵀ, in place. Source: Sherman & Morrison 1950.
 * @param turned n numbers to work in.
 */
export function updateInverse(
  inverse: Float64Array,
  vector: Float64Array,
  n: number,
  turned: Float64Array = new Float64Array(n),
): void {
  timesVector(inverse, vector, n, turned);
  let grown = 1;
  for (let index = 0; index < n; index += 1) grown += at(vector, index) * at(turned, index);
  for (let row = 0; row < n; row += 1) {
    const own = at(turned, row) / grown;
    for (let column = 0; column < n; column += 1)
      inverse[row * n + column] = at(inverse, row * n + column) - own * at(turned, column);
  }
}
