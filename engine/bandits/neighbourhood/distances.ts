import { invertDefinite, quadraticForm } from '../../stats/matrix.ts';

type Vector = ArrayLike<number>;

/** Sums `term` over the entries of both vectors. */
function total(a: Vector, b: Vector, term: (x: number, y: number) => number): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += term(a[index] ?? 0, b[index] ?? 0);
  return sum;
}

const mean = (vector: Vector): number => total(vector, vector, (x) => x) / vector.length;

function cosine(a: Vector, b: Vector, shiftA = 0, shiftB = 0): number {
  const product = total(a, b, (x, y) => (x - shiftA) * (y - shiftB));
  const lengths = Math.sqrt(total(a, a, (x) => (x - shiftA) ** 2)) * Math.sqrt(total(b, b, (x) => (x - shiftB) ** 2));
  return 1 - product / lengths;
}

/** How many entries are set in both vectors, in the first alone, in the second alone, in neither. */
function agreement(a: Vector, b: Vector) {
  const count = (first: boolean, second: boolean) =>
    total(a, b, (x, y) => Number((x !== 0) === first && (y !== 0) === second));
  const [both, onlyA, onlyB, none] = [count(true, true), count(true, false), count(false, true), count(false, false)];
  return { both, differ: onlyA + onlyB, none, n: a.length };
}

/** 0 when there is nothing to divide. */
const ratio = (top: number, bottom: number): number => (bottom === 0 ? 0 : top / bottom);

function jaccard(a: Vector, b: Vector): number {
  const differ = total(a, b, (x, y) => Number(x !== y && (x !== 0 || y !== 0)));
  const either = total(a, b, (x, y) => Number(x !== 0 || y !== 0));
  return ratio(differ, either);
}

const euclidean = (a: Vector, b: Vector): number => Math.sqrt(total(a, b, (x, y) => (x - y) ** 2));
const sharedDouble = (a: Vector, b: Vector): number => {
  const { both, differ, none } = agreement(a, b);
  return ratio(2 * differ, both + none + 2 * differ);
};
const hamming = (a: Vector, b: Vector): number => total(a, b, (x, y) => Number(x !== y)) / a.length;

/**
 * Distances between two vectors by their names in scipy (`scipy.spatial.distance`, 1.10). Those of sets take what is not
 * zero as set.
 */
const PAIRWISE = {
  braycurtis: (a: Vector, b: Vector) => total(a, b, (x, y) => Math.abs(x - y)) / total(a, b, (x, y) => Math.abs(x + y)),
  canberra: (a: Vector, b: Vector) => total(a, b, (x, y) => ratio(Math.abs(x - y), Math.abs(x) + Math.abs(y))),
  chebyshev: (a: Vector, b: Vector) => {
    let most = 0;
    for (let index = 0; index < a.length; index += 1)
      most = Math.max(most, Math.abs((a[index] ?? 0) - (b[index] ?? 0)));
    return most;
  },
  cityblock: (a: Vector, b: Vector) => total(a, b, (x, y) => Math.abs(x - y)),
  correlation: (a: Vector, b: Vector) => cosine(a, b, mean(a), mean(b)),
  cosine: (a: Vector, b: Vector) => cosine(a, b),
  dice: (a: Vector, b: Vector) => {
    const { both, differ } = agreement(a, b);
    return ratio(differ, 2 * both + differ);
  },
  euclidean,
  hamming,
  jaccard,
  kulsinski: (a: Vector, b: Vector) => {
    const { both, differ, n } = agreement(a, b);
    return (differ - both + n) / (differ + n);
  },
  matching: hamming,
  minkowski: euclidean,
  rogerstanimoto: sharedDouble,
  russellrao: (a: Vector, b: Vector) => {
    const { both, n } = agreement(a, b);
    return (n - both) / n;
  },
  sokalmichener: sharedDouble,
  sokalsneath: (a: Vector, b: Vector) => {
    const { both, differ } = agreement(a, b);
    return ratio(2 * differ, both + 2 * differ);
  },
  sqeuclidean: (a: Vector, b: Vector) => total(a, b, (x, y) => (x - y) ** 2),
} as const;

export const METRICS = [
  'braycurtis',
  'canberra',
  'chebyshev',
  'cityblock',
  'correlation',
  'cosine',
  'dice',
  'euclidean',
  'hamming',
  'jaccard',
  'kulsinski',
  'mahalanobis',
  'matching',
  'minkowski',
  'rogerstanimoto',
  'russellrao',
  'seuclidean',
  'sokalmichener',
  'sokalsneath',
  'sqeuclidean',
] as const;
export type Metric = (typeof METRICS)[number];

/** Covariance of the columns of all points, over one less than their number. */
function covariance(points: readonly Vector[], columns: number): Float64Array {
  const centre = Array.from({ length: columns }, (_, column) => mean(points.map((point) => point[column] ?? 0)));
  const matrix = new Float64Array(columns * columns);
  for (const point of points) {
    for (let row = 0; row < columns; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const product = ((point[row] ?? 0) - (centre[row] ?? 0)) * ((point[column] ?? 0) - (centre[column] ?? 0));
        matrix[row * columns + column] = (matrix[row * columns + column] ?? 0) + product / (points.length - 1);
      }
    }
  }
  return matrix;
}

/**
 * Distances of each point of a history to one vector. `seuclidean` and `mahalanobis` scale by the variances of the history
 * and the vector together.
 * @throws RangeError for `mahalanobis` when these do not span the space.
 */
export function distancesTo(history: readonly Vector[], vector: Vector, metric: Metric): Float64Array {
  const columns = vector.length;
  if (metric === 'seuclidean') {
    const spread = covariance([...history, vector], columns);
    return Float64Array.from(history, (point) => {
      let sum = 0;
      for (let index = 0; index < columns; index += 1)
        sum += ((point[index] ?? 0) - (vector[index] ?? 0)) ** 2 / (spread[index * columns + index] ?? 0);
      return Math.sqrt(sum);
    });
  }
  if (metric === 'mahalanobis') {
    const inverse = invertDefinite(covariance([...history, vector], columns), columns);
    return Float64Array.from(history, (point) => {
      const difference = Float64Array.from(
        { length: columns },
        (_, index) => (point[index] ?? 0) - (vector[index] ?? 0),
      );
      return Math.sqrt(quadraticForm(inverse, difference, columns));
    });
  }
  const distance = PAIRWISE[metric];
  return Float64Array.from(history, (point) => distance(point, vector));
}
