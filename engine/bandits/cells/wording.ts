import type { BanditRead } from '../../contract/index.ts';
import { formatCount, formatNumber, formatRate, formatRatio } from '../../serializer/index.ts';

/** A value of an arm in the reward's unit. */
export function valueText(value: number, unit: BanditRead['unit']): string {
  switch (unit) {
    case 'share':
      return formatRate(value);
    case 'per_currency':
      return formatNumber(value);
    case 'ratio':
      return formatRatio(value);
  }
}

/** Many trials as a count; fewer than ten may be parts of a currency unit. */
export const trialsText = (trials: number): string => (trials < 10 ? formatNumber(trials) : formatCount(trials));

export const quoted = (label: string): string => `“${label}”`;

/** "4 days", "1 day". */
export const daysText = (days: number): string => `${formatCount(days)} ${days === 1 ? 'day' : 'days'}`;
