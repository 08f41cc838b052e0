import type { CreativeVariant } from '../../../engine/contract/index.ts';
import type { ValueFormat } from '../axis/value-text.ts';

/** What the chart needs of a variant. */
export type Arm = Pick<
  CreativeVariant,
  'variantId' | 'label' | 'mean' | 'interval80' | 'interval95' | 'density' | 'pBest'
>;

/** Below this part of the highest peak, a tail is not drawn. */
const TAIL = 0.004;

/** From the lowest to the highest value at which any arm still has visible density; rates stay between 0 and 1. */
export function armsDomain(arms: readonly Arm[], { kind }: ValueFormat = { kind: 'rate' }): [number, number] {
  const peak = Math.max(...arms.flatMap((arm) => arm.density.y), 0);
  const seen = arms.flatMap((arm) => arm.density.x.filter((_, i) => (arm.density.y[i] ?? 0) > peak * TAIL));
  const all = [...seen, ...arms.flatMap((arm) => [arm.interval95.low, arm.interval95.high])];
  if (all.length === 0) return [0, 1];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return kind === 'rate' ? [Math.max(0, low), Math.min(1, high)] : [low, high];
}

/** How high the drawings are: all by the highest peak, or each by its own where arms are known so unlike as to vanish. */
export type Peaks = 'all' | 'each';

/** The density that is drawn as high as its row, for each arm. */
export function peaksOf(arms: readonly Arm[], peaks: Peaks): readonly number[] {
  const own = arms.map(({ density }) => Math.max(...density.y, Number.MIN_VALUE));
  const highest = Math.max(...own, Number.MIN_VALUE);
  return peaks === 'each' ? own : own.map(() => highest);
}

/** A tick as a percentage, with as many decimals as its neighbours need to differ. */
export function tickText(value: number, ticks: readonly number[]): string {
  const step = (ticks[1] ?? 0.01) - (ticks[0] ?? 0);
  const digits = Math.max(0, Math.min(3, Math.ceil(-Math.log10(step * 100) - 1e-9)));
  return `${(value * 100).toFixed(digits)} %`;
}
