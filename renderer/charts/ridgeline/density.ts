import type { ArmPosterior } from '../../../engine/contract/index.ts';

/** A density on a grid: x ascending, y of area 1 over it. */
export interface Density {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

const POINTS = 96;
/** How far the grid goes on beyond each end of the 95 % interval, as a part of it. */
const BEYOND = 0.6;
/** A share or a rate is above zero; at the ends some densities have no height. */
const EDGE = 1e-12;

/** The logarithm of the density but for a constant; minus infinity where there is none. */
function logDensity(posterior: ArmPosterior, x: number): number {
  switch (posterior.kind) {
    case 'beta':
      return x <= 0 || x >= 1
        ? Number.NEGATIVE_INFINITY
        : (posterior.alpha - 1) * Math.log(x) + (posterior.beta - 1) * Math.log1p(-x);
    case 'gamma':
      return x <= 0 ? Number.NEGATIVE_INFINITY : (posterior.shape - 1) * Math.log(x) - posterior.rate * x;
    case 'student': {
      const z = (x - posterior.mean) / posterior.scale;
      return (-(posterior.df + 1) / 2) * Math.log1p((z * z) / posterior.df);
    }
  }
}

/** Where a posterior may lie. */
function supportOf({ kind }: ArmPosterior): Ends {
  if (kind === 'student') return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { low: EDGE, high: kind === 'beta' ? 1 - EDGE : Number.POSITIVE_INFINITY };
}

/** It rises without end towards zero, so that it is drawn from its interval on. */
const risesToZero = (posterior: ArmPosterior): boolean =>
  (posterior.kind === 'beta' && posterior.alpha < 1) || (posterior.kind === 'gamma' && posterior.shape < 1);

/**
 * The density of a posterior around its 95 % interval, scaled to area 1 over the grid by the trapezoid rule: the far tails are
 * left out.
 */
export function posteriorDensity(posterior: ArmPosterior, { low, high }: Ends): Density {
  const room = BEYOND * (high - low);
  const support = supportOf(posterior);
  const from = risesToZero(posterior) ? Math.max(support.low, low) : Math.max(support.low, low - room);
  const to = Math.min(support.high, high + room);
  const step = (to - from) / (POINTS - 1);
  if (!(step > 0)) return { x: [], y: [] };
  const x = Array.from({ length: POINTS }, (_, index) => from + index * step);
  const logs = x.map((at) => logDensity(posterior, at));
  const top = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - top));
  const area = raw.reduce((sum, y, index) => sum + ((y + (raw[index - 1] ?? y)) / 2) * (index === 0 ? 0 : step), 0);
  return { x, y: raw.map((y) => y / area) };
}
