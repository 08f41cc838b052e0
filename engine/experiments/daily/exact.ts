import type { Moments } from '../stats/index.ts';
import type { MetricSums } from '../sums.ts';

/** Sums and sums of products of whole numbers: exact, whatever they are added up in. Names as in `MetricSums`. */
export const EXACT = ['x', 'y', 'u', 'v', 'xx', 'yy', 'uu', 'vv', 'xy', 'xu', 'xv', 'yu', 'yv', 'uv'] as const;

export type ExactSums = { readonly [name in (typeof EXACT)[number]]: bigint } & { readonly n: bigint };

export const NOTHING: ExactSums = {
  n: 0n,
  x: 0n,
  y: 0n,
  u: 0n,
  v: 0n,
  xx: 0n,
  yy: 0n,
  uu: 0n,
  vv: 0n,
  xy: 0n,
  xu: 0n,
  xv: 0n,
  yu: 0n,
  yv: 0n,
  uv: 0n,
};

export function addSums(a: ExactSums, b: Partial<ExactSums>): ExactSums {
  const add = (name: keyof ExactSums): bigint => a[name] + (b[name] ?? 0n);
  return {
    n: add('n'),
    x: add('x'),
    y: add('y'),
    u: add('u'),
    v: add('v'),
    xx: add('xx'),
    yy: add('yy'),
    uu: add('uu'),
    vv: add('vv'),
    xy: add('xy'),
    xu: add('xu'),
    xv: add('xv'),
    yu: add('yu'),
    yv: add('yv'),
    uv: add('uv'),
  };
}

/** What one unit of x and of y is in whole numbers: 100 when they are cents. */
export interface Scales {
  readonly x: number;
  readonly y: number;
}

/** Which of y, u and v a metric has. */
export interface Parts {
  readonly y: boolean;
  readonly u: boolean;
}

/**
 * Centred sums from plain ones. n Σab − Σa Σb is taken in whole numbers, so no digit is lost however large the mean is
 * against the spread; only the result is rounded.
 */
export function centred(sums: ExactSums, scales: Scales, has: Parts): MetricSums {
  const { n } = sums;
  const count = Number(n);
  const product = (ab: bigint, a: bigint, b: bigint, scale: number): number =>
    n === 0n ? 0 : Number(n * ab - a * b) / count / scale;
  const moments = (a: bigint, aa: bigint, scale: number): Moments => ({
    n: count,
    mean: n === 0n ? 0 : Number(a) / count / scale,
    m2: product(aa, a, a, scale * scale),
  });
  const { x: sx, y: sy } = scales;
  const both = has.y && has.u;
  return {
    x: moments(sums.x, sums.xx, sx),
    y: has.y ? moments(sums.y, sums.yy, sy) : null,
    u: has.u ? moments(sums.u, sums.uu, sx) : null,
    v: both ? moments(sums.v, sums.vv, sy) : null,
    xy: has.y ? product(sums.xy, sums.x, sums.y, sx * sy) : null,
    xu: has.u ? product(sums.xu, sums.x, sums.u, sx * sx) : null,
    xv: both ? product(sums.xv, sums.x, sums.v, sx * sy) : null,
    yu: both ? product(sums.yu, sums.y, sums.u, sx * sy) : null,
    yv: both ? product(sums.yv, sums.y, sums.v, sy * sy) : null,
    uv: both ? product(sums.uv, sums.u, sums.v, sx * sy) : null,
  };
}
