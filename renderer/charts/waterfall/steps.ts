import type { Domain } from '../axis/value-domain.ts';

export interface WaterfallStep {
  readonly key: string;
  readonly name: string;
  /** Of a total the whole, of a part what it adds. */
  readonly value: number;
  readonly isTotal: boolean;
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number } | undefined;
  /** Whether a part is for the better; quiet when it is neither. */
  readonly mood: 'good' | 'bad' | 'rest';
}

/** Where a step is drawn: parts hang between where the ones before ended and where they end. */
export interface Hung extends WaterfallStep {
  readonly from: number;
  readonly to: number;
}

/** Each step with its place. A total stands on zero and starts the sum anew. */
export function hang(steps: readonly WaterfallStep[]): readonly Hung[] {
  let sum = 0;
  return steps.map((step) => {
    const from = step.isTotal ? 0 : sum;
    sum = step.isTotal ? step.value : sum + step.value;
    return { ...step, from, to: sum };
  });
}

/** Below this part of the totals the parts would be lost on an axis from zero. */
const SMALL = 0.35;
const ROOM = 0.25;

/**
 * The axis of a waterfall: from zero, unless the parts are so small beside the totals that they could not be seen; then
 * around them, and totals are drawn broken.
 */
export function waterfallDomain(hung: readonly Hung[]): Domain {
  const ends = hung.flatMap(({ from, to, isTotal, interval }) => [
    ...(isTotal ? [to] : [from, to]),
    ...(interval === undefined || isTotal ? [] : [from + interval.low, from + interval.high]),
  ]);
  if (ends.length === 0) return [0, 1];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const range = high - low;
  if (low > 0 && range > 0 && range < SMALL * high) return [Math.max(0, low - ROOM * range), high + 0.04 * range];
  return [Math.min(0, low), Math.max(0, high) || 1];
}
