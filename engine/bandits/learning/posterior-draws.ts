import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { drawPosterior } from '../posterior/distribution.ts';
import type { Posterior } from '../posterior/posterior.ts';

/** A draw from each arm's posterior for each row, all draws of an arm before those of the next. Thompson 1933. */
export function posteriorDraws(
  arms: readonly Arm[],
  count: number,
  { of, random }: { readonly of: (arm: Arm) => Posterior; readonly random: Generator },
): Float64Array {
  const all = new Float64Array(count * arms.length);
  for (const [index, arm] of arms.entries()) {
    const posterior = of(arm);
    for (let row = 0; row < count; row += 1) all[row * arms.length + index] = drawPosterior(posterior, random);
  }
  return all;
}
