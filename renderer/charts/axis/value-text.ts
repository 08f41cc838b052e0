import type { ValueKind } from '../../../engine/contract/index.ts';
import { formatChange, formatInterval, formatValue, MISSING } from '../../../engine/serializer/index.ts';

/** How a number is written: its kind, and its currency when it is money. */
export interface ValueFormat {
  readonly kind: ValueKind;
  readonly currency?: string | undefined;
}

/** A number as a tooltip and the table behind write it: exact, with its unit. */
export function valueText({ kind, currency }: ValueFormat, value: number | null): string {
  if (value === null) return MISSING;
  return formatValue(currency === undefined ? { kind, value } : { kind, value, currency });
}

/** Both ends of an interval, with the unit once: "4.18 – 5.71 %". */
export function rangeText({ kind, currency }: ValueFormat, low: number, high: number): string {
  if (kind === 'text' || kind === 'day' || kind === 'instant') return MISSING;
  return formatInterval({ low, high }, kind, currency);
}

/** A difference with its sign: "+€1,200.00". */
export function changeText({ kind, currency }: ValueFormat, value: number | null): string {
  return formatChange(currency === undefined ? { kind, value } : { kind, value, currency });
}
