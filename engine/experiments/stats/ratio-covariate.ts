import type { CupedMetric } from './metric.ts';
import type { Moments } from './moments.ts';

/** Centred sums of a ratio's numerator x and denominator y, and of the same measures u and v before the exposure. */
export interface RatioSums {
  readonly x: Moments;
  readonly y: Moments;
  readonly u: Moments;
  readonly v: Moments;
  /** Σ (a − mean a)(b − mean b) of each pair. */
  readonly xy: number;
  readonly xu: number;
  readonly xv: number;
  readonly yu: number;
  readonly yv: number;
  readonly uv: number;
}

/**
 * A ratio of sums with the same ratio from before the exposure as its covariate, as one measure and one covariate per
 * unit: each ratio is replaced by its first-order expansion, R + (x − R y) / ȳ, whose mean is the ratio and whose
 * variance is that of the delta method (Deng, Xu, Kohavi & Walker 2013, appendix B; Deng, Knoblich & Lu 2018).
 * Adjusting these is the delta method over all four means. Null when a denominator has mean zero.
 */
export function ratioWithCovariate({ x, y, u, v, xy, xu, xv, yu, yv, uv }: RatioSums): CupedMetric | null {
  if (y.mean === 0 || v.mean === 0) return null;
  const [after, before] = [x.mean / y.mean, u.mean / v.mean];
  const [scale, scaleBefore] = [1 / y.mean, 1 / v.mean];
  return {
    kind: 'cuped',
    joint: {
      x: { n: x.n, mean: after, m2: (x.m2 - 2 * after * xy + after * after * y.m2) * scale * scale },
      y: {
        n: x.n,
        mean: before,
        m2: (u.m2 - 2 * before * uv + before * before * v.m2) * scaleBefore * scaleBefore,
      },
      cxy: (xu - before * xv - after * yu + after * before * yv) * scale * scaleBefore,
    },
  };
}
