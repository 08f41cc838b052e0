import type { ValueKind } from '../../../engine/contract/index.ts';
import { formatValue, MISSING } from '../../../engine/serializer/index.ts';

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

/** Both ends of an interval: "€1,200.00 – €1,900.00". */
export const rangeText = (format: ValueFormat, low: number, high: number): string =>
  `${valueText(format, low)} – ${valueText(format, high)}`;
