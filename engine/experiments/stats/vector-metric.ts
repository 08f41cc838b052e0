import { pooledSlope } from './cuped.ts';
import type { Metric } from './metric.ts';
import { type JointMoments, jointMomentsFromSums, type Moments, momentsFromSums } from './moments.ts';
import type { Statistic, Sums } from './vector-case.ts';

const momentsFrom = (part: Sums): Moments =>
  momentsFromSums(part.n, part.sum, part.type === 'proportion' ? part.sum : part.sum_squares);

/** The products are centred by the sums themselves, as gbstats does: plain sums of large means keep so few digits that it shows. */
const jointFrom = (x: Sums, y: Sums, products: number): JointMoments => ({
  x: momentsFrom(x),
  y: momentsFrom(y),
  cxy: x.n === 0 ? 0 : products - (x.sum * y.sum) / x.n,
});

const added = (a: Sums, b: Sums): Sums => {
  const both = { n: a.n + b.n, sum: a.sum + b.sum };
  return a.type === 'mean' && b.type === 'mean'
    ? { type: 'mean', ...both, sum_squares: a.sum_squares + b.sum_squares }
    : { type: 'proportion', ...both };
};

/** gbstats takes p(1 − p) for the yes-or-no part of a ratio: its sum of squares is one unit short of Bessel's. */
const withoutBessel = (moments: Moments, part: Sums): Moments =>
  part.type === 'proportion' && part.n > 1 ? { ...moments, m2: (moments.m2 * (part.n - 1)) / part.n } : moments;

/**
 * The metrics that the sums of control and treatment are of. Without a θ of both, that of a covariate is fitted to the sums
 * of the arms added up.
 */
export function metricsFrom(a: Statistic, b: Statistic): readonly [Metric, Metric] {
  const theta = fittedSlope(a, b);
  return [metricFrom(a, theta), metricFrom(b, theta)];
}

/** θ of both arms added up; null when it is given, or there is no covariate. */
function fittedSlope(a: Statistic, b: Statistic): number | null {
  if (a.type !== 'cuped' || b.type !== 'cuped' || (isGiven(a.theta) && isGiven(b.theta))) return null;
  const products = a.post_pre_sum_of_products + b.post_pre_sum_of_products;
  return pooledSlope(jointFrom(added(a.post, b.post), added(a.pre, b.pre), products));
}

const isGiven = (theta: number | null | undefined): theta is number => typeof theta === 'number';

function metricFrom(of: Statistic, fitted: number | null): Metric {
  switch (of.type) {
    case 'mean':
      return { kind: 'mean', moments: momentsFrom(of) };
    case 'proportion':
      return { kind: 'proportion', n: of.n, successes: of.sum };
    case 'ratio': {
      const { x, y, cxy } = jointFrom(of.m, of.d, of.m_d_sum_of_products);
      const binary = of.m.type === 'proportion' && of.d.type === 'proportion' && of.n > 1;
      const joint = {
        x: withoutBessel(x, of.m),
        y: withoutBessel(y, of.d),
        cxy: binary ? (cxy * (of.n - 1)) / of.n : cxy,
      };
      return { kind: 'ratio', joint };
    }
    case 'cuped': {
      const joint = jointFrom(of.post, of.pre, of.post_pre_sum_of_products);
      const binary = of.post.type === 'proportion' && of.pre.type === 'proportion';
      const theta = fitted ?? of.theta;
      return { kind: 'cuped', joint, binary, ...(isGiven(theta) ? { theta } : {}) };
    }
    case 'quantile':
    case 'quantile_clustered':
      return {
        kind: 'quantile',
        n: of.n,
        nStar: of.n_star,
        level: of.nu,
        estimate: of.quantile_hat,
        lower: of.quantile_lower,
        upper: of.quantile_upper,
        ...(of.type === 'quantile' ? {} : { clusters: clustersFrom(of) }),
      };
  }
}

function clustersFrom(of: Extract<Statistic, { type: 'quantile_clustered' }>): JointMoments {
  const x = momentsFromSums(of.n_clusters, of.main_sum, of.main_sum_squares);
  const y = momentsFromSums(of.n_clusters, of.denominator_sum, of.denominator_sum_squares);
  return jointMomentsFromSums(x, y, of.main_denominator_sum_product);
}
