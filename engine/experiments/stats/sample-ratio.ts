import { chiSquareSurvival } from '../../stats/index.ts';
import type { Convention } from './convention.ts';

/** One arm's promised share of traffic (any positive scale, 0 for none) and the units it got. */
export interface ArmTraffic {
  readonly units: number;
  readonly weight: number;
}

/**
 * P-value of a sample ratio mismatch: Pearson's χ² of units against weights (Fabijan et al. 2019). 1 without units.
 * Units in an arm that was promised none can't happen by chance: 0. One arm alone has nothing to mismatch with: 1, and not a
 * number for gbstats.
 */
export function sampleRatioPValue(arms: readonly ArmTraffic[], convention: Convention = 'standard'): number {
  const units = arms.reduce((sum, arm) => sum + arm.units, 0);
  const weights = arms.reduce((sum, arm) => sum + arm.weight, 0);
  if (units === 0) return 1;
  const open = arms.filter(({ weight }) => weight > 0);
  if (convention === 'standard' && arms.some(({ units, weight }) => units > 0 && weight <= 0)) return 0;
  const degrees = (convention === 'standard' ? open : arms).length - 1;
  if (degrees < 1) return convention === 'standard' ? 1 : Number.NaN;
  const statistic = open.reduce((sum, arm) => {
    const expected = (arm.weight / weights) * units;
    return sum + (arm.units - expected) ** 2 / expected;
  }, 0);
  return chiSquareSurvival(statistic, degrees);
}
