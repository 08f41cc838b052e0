import type { CreativeVariant } from '../../../engine/contract/index.ts';

/** What the chart needs of a variant. */
export type Arm = Pick<
  CreativeVariant,
  'variantId' | 'label' | 'mean' | 'interval80' | 'interval95' | 'density' | 'pBest'
>;

/** Below this part of the highest peak, a tail is not drawn. */
const TAIL = 0.004;

/** From the lowest to the highest rate at which any arm still has visible density. */
export function rateDomain(arms: readonly Arm[]): [number, number] {
  const peak = Math.max(...arms.flatMap((arm) => arm.density.y), 0);
  const seen = arms.flatMap((arm) => arm.density.x.filter((_, i) => (arm.density.y[i] ?? 0) > peak * TAIL));
  const all = [...seen, ...arms.flatMap((arm) => [arm.interval95.low, arm.interval95.high])];
  if (all.length === 0) return [0, 1];
  return [Math.max(0, Math.min(...all)), Math.min(1, Math.max(...all))];
}

/** A tick as a percentage, with as many decimals as its neighbours need to differ. */
export function tickText(value: number, ticks: readonly number[]): string {
  const step = (ticks[1] ?? 0.01) - (ticks[0] ?? 0);
  const digits = Math.max(0, Math.min(3, Math.ceil(-Math.log10(step * 100) - 1e-9)));
  return `${(value * 100).toFixed(digits)} %`;
}
