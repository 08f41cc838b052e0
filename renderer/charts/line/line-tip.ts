import { formatDay } from '../../../engine/serializer/index.ts';
import { dayOf } from '../axis/day.ts';
import { rangeText, type ValueFormat, valueText } from '../axis/value-text.ts';
import { levelName } from '../bars/bar.ts';
import type { Tip, TipLine } from '../frame/tooltip.tsx';
import type { LinePoint, LineSeries } from './series.ts';

export interface LineWords {
  readonly axis: 'day' | 'number';
  /** What a number on the axis is: "months since the first payment". */
  readonly axisName?: string | undefined;
  readonly format: ValueFormat;
  readonly beforeName: string;
  /** What dotted means; a forecast when it is not said. */
  readonly forecastName?: string | undefined;
}

/** A place of the axis in words: "21 Nov 2026", "month 3". */
export function placeText(x: number, { axis, axisName }: Pick<LineWords, 'axis' | 'axisName'>): string {
  if (axis === 'day') return formatDay(dayOf(x));
  return axisName === undefined ? valueText({ kind: 'number' }, x) : `${axisName} ${valueText({ kind: 'number' }, x)}`;
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function pointLines(one: LineSeries, point: LinePoint, isActive: boolean, words: LineWords): readonly TipLine[] {
  const lines: TipLine[] = [
    { name: one.name, text: valueText(words.format, point.value), colour: one.colour, strong: isActive },
  ];
  if (!isActive) return lines;
  for (const band of point.bands ?? [])
    lines.push({ name: levelName(band.level), text: rangeText(words.format, band.low, band.high), quiet: true });
  if (point.before !== undefined && point.before !== null)
    lines.push({ name: words.beforeName, text: valueText(words.format, point.before), quiet: true });
  return lines;
}

export interface TipInput {
  readonly series: readonly LineSeries[];
  /** Points of each series by their place. */
  readonly byPlace: readonly ReadonlyMap<number, LinePoint>[];
  readonly x: number;
  readonly active: number;
  readonly partial: boolean;
  readonly words: LineWords;
}

/** All series at one place, with intervals and comparison of the one that is pointed at. */
export function lineTip({ series, byPlace, x, active, partial, words }: TipInput): Tip {
  const lines = series.flatMap((one, index) => {
    const point = byPlace[index]?.get(x);
    return point === undefined ? [] : pointLines(one, point, index === active, words);
  });
  const isForecast = byPlace[active]?.get(x)?.forecast === true;
  const note = partial
    ? 'This day is not complete'
    : isForecast
      ? sentenceCase(words.forecastName ?? 'forecast')
      : undefined;
  return { title: placeText(x, words), lines, note };
}

/** The point in one sentence, for screen readers. */
export function pointText({ series, byPlace, x, active, partial, words }: TipInput): string {
  const one = series[active];
  const point = byPlace[active]?.get(x);
  if (one === undefined || point === undefined) return `${placeText(x, words)}: no data`;
  const [own, ...more] = pointLines(one, point, true, words);
  const note = partial
    ? ', this day is not complete'
    : point.forecast === true
      ? `, ${words.forecastName ?? 'forecast'}`
      : '';
  return `${one.name}, ${placeText(x, words)}: ${own?.text ?? ''}${more.map((line) => `, ${line.name} ${line.text}`).join('')}${note}`;
}
