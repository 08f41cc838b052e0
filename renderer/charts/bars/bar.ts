import { formatRate } from '../../../engine/serializer/index.ts';
import { changeText, rangeText, type ValueFormat, valueText } from '../axis/value-text.ts';
import type { Tip, TipLine } from '../frame/tooltip.tsx';
import type { ChartColour } from '../palette/palette.ts';

/** One bar, from top to bottom. */
export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  /** What can be believed with probability `level`. */
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number } | undefined;
  /** In the comparison period: a tick across the bar. */
  readonly before?: number | null | undefined;
  readonly colour: ChartColour;
  /** Not complete: hatched. */
  readonly partial?: boolean;
}

/** "90 % interval" of a level of 0.9. */
export const levelName = (level: number): string => `${formatRate(level).replace(/\.00/, '')} interval`;

interface BarWords {
  readonly format: ValueFormat;
  /** Values are differences: written with their sign. */
  readonly signed?: boolean;
  readonly measureName: string;
  readonly beforeName?: string;
}

/** Exact values of a bar. */
export function barTip(bar: Pick<Bar, 'name' | 'value' | 'interval' | 'before' | 'partial'>, words: BarWords): Tip {
  const { format, measureName, beforeName = 'before', signed = false } = words;
  const lines: TipLine[] = [
    { name: measureName, text: signed ? changeText(format, bar.value) : valueText(format, bar.value), strong: true },
  ];
  if (bar.interval !== undefined)
    lines.push({
      name: levelName(bar.interval.level),
      text: rangeText(format, bar.interval.low, bar.interval.high),
      quiet: true,
    });
  if (bar.before !== undefined) lines.push({ name: beforeName, text: valueText(format, bar.before), quiet: true });
  return { title: bar.name, lines, note: bar.partial === true ? 'Not complete' : undefined };
}
