import { Generator } from '../../stats/rng/index.ts';
import { drawPosterior } from './distribution.ts';
import type { Posterior } from './posterior.ts';

/** How draws are made; both belong into the proof of what rests on them. */
export interface DrawOptions {
  /** A whole number from 0 on. */
  readonly seed: number;
  /** How many for each arm. */
  readonly draws?: number;
}

export const DRAWS = 20_000;

/** Draws of each arm, one arm after the other: arm a has those from a · draws on. */
export function jointDraws(posteriors: readonly Posterior[], { seed, draws = DRAWS }: DrawOptions): Float64Array {
  const random = Generator.seeded(seed);
  const all = new Float64Array(posteriors.length * draws);
  for (const [arm, posterior] of posteriors.entries()) {
    for (let draw = 0; draw < draws; draw += 1) all[arm * draws + draw] = drawPosterior(posterior, random);
  }
  return all;
}

/** The largest of all arms in each draw. */
export function largestDraws(all: Float64Array, draws: number): Float64Array {
  const best = all.slice(0, draws);
  for (let index = draws; index < all.length; index += 1) {
    const value = all[index] ?? Number.NaN;
    if (value > (best[index % draws] ?? Number.NaN)) best[index % draws] = value;
  }
  return best;
}

/** The value below which a share `q` of the draws lie, by linear interpolation. */
export function drawQuantile(values: Float64Array, q: number): number {
  const sorted = values.slice().sort();
  const place = q * (sorted.length - 1);
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}
