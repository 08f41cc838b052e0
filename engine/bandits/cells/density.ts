import type { ArmPosterior, ArmRead } from '../../contract/index.ts';
import { posteriorDensity, posteriorQuantile } from '../posterior/index.ts';

/** What is left out of the plot at each end. */
const TAIL = 0.002;
const POINTS = 240;
const FEWEST = 12;

/**
 * Densities of all arms on one grid, in the reward's unit. Each arm brings points evenly over its own range, so that one
 * that is known well stays smooth beside one that is not.
 */
export function commonDensities(posteriors: readonly ArmPosterior[]): readonly ArmRead['density'][] {
  const each = Math.max(FEWEST, Math.floor(POINTS / Math.max(1, posteriors.length)));
  const points = posteriors.flatMap((posterior) => {
    const [low, high] = [posteriorQuantile(posterior, TAIL), posteriorQuantile(posterior, 1 - TAIL)];
    return Array.from({ length: each }, (_, index) => low + ((high - low) * index) / (each - 1));
  });
  const x = [...new Set(points)].sort((a, b) => a - b);
  return posteriors.map((posterior) => ({ x, y: x.map((at) => posteriorDensity(posterior, at)) }));
}
