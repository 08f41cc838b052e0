import type { Days, ResolvedScope } from '../../contract/index.ts';
import type { MetricDefinition } from '../../metrics/index.ts';
import { formatDayRange, formatRate, formatValue } from '../../serializer/index.ts';

/** A metric's number as text. */
export const written = ({ kind }: MetricDefinition, value: number | null, currency: string): string =>
  formatValue({ kind, value, ...(kind === 'money' ? { currency } : {}) });

export const writtenDays = ({ from, to }: Days): string => formatDayRange(from, to);

/** "12 % more than 26 Sep – 23 Oct 2026", "the same as …"; nothing without a comparison. */
export function comparedWith(now: number | null, before: number | null, { compare }: ResolvedScope): string {
  if (compare === null || now === null || before === null) return '';
  const when = writtenDays(compare);
  if (before === 0) return now === 0 ? `the same as ${when}` : `none in ${when}`;
  const change = now / before - 1;
  if (Math.abs(change) < 0.0005) return `the same as ${when}`;
  return `${formatRate(Math.abs(change))} ${change > 0 ? 'more' : 'less'} than ${when}`;
}
