/**
 * Centred sums of one measure over units: enough for mean and variance, exact to rounding however large the mean is
 * against the spread. Sums of squares are not: with mean 1e9 and deviation 1 they lose every digit of the variance.
 */
export interface Moments {
  /** Units. */
  readonly n: number;
  /** In the measure's unit; 0 without units. */
  readonly mean: number;
  /** Σ (x − mean)², in the measure's unit squared. */
  readonly m2: number;
}

export const NO_MOMENTS: Moments = { n: 0, mean: 0, m2: 0 };

/** The moments with one more value (Welford 1962). */
export function addValue({ n, mean, m2 }: Moments, value: number): Moments {
  const delta = value - mean;
  const next = mean + delta / (n + 1);
  return { n: n + 1, mean: next, m2: m2 + delta * (value - next) };
}

export const momentsOf = (values: Iterable<number>): Moments => {
  let moments = NO_MOMENTS;
  for (const value of values) moments = addValue(moments, value);
  return moments;
};

/** The moments of both groups of units together (Chan, Golub & LeVeque 1983). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const delta = b.mean - a.mean;
  return { n, mean: a.mean + (delta * b.n) / n, m2: a.m2 + b.m2 + delta * delta * ((a.n * b.n) / n) };
}

/** From plain sums, for data that come that way. Loses digits when the mean is far larger than the spread. */
export const momentsFromSums = (n: number, sum: number, sumSquares: number): Moments =>
  n === 0 ? NO_MOMENTS : { n, mean: sum / n, m2: sumSquares - (sum * sum) / n };

/** Unbiased variance, Σ (x − mean)² / (n − 1); 0 with fewer than two units. */
export const variance = ({ n, m2 }: Moments): number => (n > 1 ? m2 / (n - 1) : 0);

/** Centred sums of two measures of the same units. */
export interface JointMoments {
  readonly x: Moments;
  readonly y: Moments;
  /** Σ (x − mean x)(y − mean y), in the product of the units. */
  readonly cxy: number;
}

export const NO_JOINT_MOMENTS: JointMoments = { x: NO_MOMENTS, y: NO_MOMENTS, cxy: 0 };

/** The joint moments with one more unit (Pébay 2008). */
export function addPair({ x, y, cxy }: JointMoments, valueX: number, valueY: number): JointMoments {
  const nextY = addValue(y, valueY);
  return { x: addValue(x, valueX), y: nextY, cxy: cxy + (valueX - x.mean) * (valueY - nextY.mean) };
}

export const jointMomentsOf = (pairs: Iterable<readonly [number, number]>): JointMoments => {
  let moments = NO_JOINT_MOMENTS;
  for (const [x, y] of pairs) moments = addPair(moments, x, y);
  return moments;
};

/** The joint moments of both groups of units together (Pébay 2008). */
export function mergeJointMoments(a: JointMoments, b: JointMoments): JointMoments {
  const n = a.x.n + b.x.n;
  const between = n === 0 ? 0 : (b.x.mean - a.x.mean) * (b.y.mean - a.y.mean) * ((a.x.n * b.x.n) / n);
  return { x: mergeMoments(a.x, b.x), y: mergeMoments(a.y, b.y), cxy: a.cxy + b.cxy + between };
}

/** From plain sums; see {@link momentsFromSums}. */
export const jointMomentsFromSums = (x: Moments, y: Moments, sumOfProducts: number): JointMoments => ({
  x,
  y,
  cxy: sumOfProducts - x.n * x.mean * y.mean,
});

/** Unbiased covariance; 0 with fewer than two units. */
export const covariance = ({ x, cxy }: JointMoments): number => (x.n > 1 ? cxy / (x.n - 1) : 0);
