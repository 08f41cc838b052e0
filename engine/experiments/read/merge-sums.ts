import { type Moments, mergeMoments } from '../stats/index.ts';
import type { MetricSums } from '../sums.ts';

type Product = 'xy' | 'xu' | 'xv' | 'yu' | 'yv' | 'uv';

const PARTS = {
  xy: ['x', 'y'],
  xu: ['x', 'u'],
  xv: ['x', 'v'],
  yu: ['y', 'u'],
  yv: ['y', 'v'],
  uv: ['u', 'v'],
} as const;

/** The sums of both groups of units together (Pébay 2008). What one of them does not have, the whole has not. */
export function mergeSums(a: MetricSums, b: MetricSums): MetricSums {
  if (a.x.n === 0) return b;
  if (b.x.n === 0) return a;
  const weight = (a.x.n * b.x.n) / (a.x.n + b.x.n);
  const product = (name: Product): number | null => {
    const [p, q] = PARTS[name];
    const [ap, aq, bp, bq, ac, bc] = [a[p], a[q], b[p], b[q], a[name], b[name]];
    if (ap === null || aq === null || bp === null || bq === null || ac === null || bc === null) return null;
    return ac + bc + (bp.mean - ap.mean) * (bq.mean - aq.mean) * weight;
  };
  const both = (p: Moments | null, q: Moments | null): Moments | null =>
    p === null || q === null ? null : mergeMoments(p, q);
  return {
    x: mergeMoments(a.x, b.x),
    y: both(a.y, b.y),
    u: both(a.u, b.u),
    v: both(a.v, b.v),
    xy: product('xy'),
    xu: product('xu'),
    xv: product('xv'),
    yu: product('yu'),
    yv: product('yv'),
    uv: product('uv'),
  };
}
