import type { Metric } from './metric.ts';
import { type JointMoments, jointMomentsFromSums, type Moments, momentsFromSums } from './moments.ts';
import type { Statistic, Sums } from './vector-case.ts';

const momentsFrom = (part: Sums): Moments =>
  momentsFromSums(part.n, part.sum, part.type === 'proportion' ? part.sum : part.sum_squares);

const jointFrom = (x: Sums, y: Sums, products: number): JointMoments =>
  jointMomentsFromSums(momentsFrom(x), momentsFrom(y), products);

/** gbstats takes p(1 − p) for the yes-or-no part of a ratio: its sum of squares is one unit short of Bessel's. */
const withoutBessel = (moments: Moments, part: Sums): Moments =>
  part.type === 'proportion' && part.n > 1 ? { ...moments, m2: (moments.m2 * (part.n - 1)) / part.n } : moments;

/** The metric that an arm's sums are of. */
export function metricFrom(of: Statistic): Metric {
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
      return { kind: 'cuped', joint, binary, ...(typeof of.theta === 'number' ? { theta: of.theta } : {}) };
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
