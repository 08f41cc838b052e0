import type { Interval, ProofValue } from '../contract/index.ts';
import { finite, MISSING } from './missing.ts';
import { formatMoney } from './money.ts';
import { decimal, formatCount, formatNumber, formatPoints, formatProbability, formatRate } from './numbers.ts';
import { formatText } from './text.ts';

/** A value by its kind: the way every proof, tile and cell is written. */
export function formatValue({ kind, value, currency }: ProofValue): string {
  if (value === null) return MISSING;
  switch (kind) {
    case 'count':
      return formatCount(value);
    case 'rate':
      return formatRate(value);
    case 'percentage_points':
      return formatPoints(value);
    case 'probability':
      return formatProbability(value);
    case 'money':
      return finite(value) === null || currency === undefined
        ? MISSING
        : formatMoney({ minor: Number(value), currency });
    case 'number':
      return formatNumber(value);
    case 'text':
      return formatText(value);
    default:
      return kind satisfies never;
  }
}

/**
 * A value with more decimals than its page shows, to compare two readings: 0.9714, 4.9214 %. Whole and textual kinds
 * are written as always.
 */
export function formatValueExact(shown: ProofValue, digits = 4): string {
  const x = finite(shown.value);
  if (x === null) return formatValue(shown);
  switch (shown.kind) {
    case 'probability':
    case 'number':
      return decimal(x, 0, digits);
    case 'rate':
      return `${decimal(x * 100, 0, digits)} %`;
    case 'percentage_points':
      return `${decimal(x * 100, 0, digits)} pp`;
    default:
      return formatValue(shown);
  }
}

/** Both ends of an interval with the unit once: "4.18 – 5.71 %", "−0.15 – 1.94 pp". */
export function formatInterval(interval: Interval | null | undefined, kind: 'rate' | 'percentage_points'): string {
  if (interval === null || interval === undefined) return MISSING;
  const write = kind === 'rate' ? formatRate : formatPoints;
  const [low, high] = [write(interval.low), write(interval.high)];
  if (low === MISSING || high === MISSING) return MISSING;
  return `${low.slice(0, low.lastIndexOf(' '))} – ${high}`;
}
