import type { Interval, ProofValue } from '../contract/index.ts';
import { finite, MISSING } from './missing.ts';
import { formatMoney } from './money.ts';
import { formatCount, formatNumber, formatPoints, formatProbability, formatRate } from './numbers.ts';
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

/** Both ends of an interval with the unit once: "4.18 – 5.71 %", "−0.15 – 1.94 pp". */
export function formatInterval(interval: Interval | null | undefined, kind: 'rate' | 'percentage_points'): string {
  if (interval === null || interval === undefined) return MISSING;
  const write = kind === 'rate' ? formatRate : formatPoints;
  const [low, high] = [write(interval.low), write(interval.high)];
  if (low === MISSING || high === MISSING) return MISSING;
  return `${low.slice(0, low.lastIndexOf(' '))} – ${high}`;
}
