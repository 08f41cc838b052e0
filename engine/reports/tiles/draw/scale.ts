import { type ScaleLinear, scaleLinear, scaleUtc } from 'd3-scale';
import type { Cell, ProofValue } from '../../../contract/index.ts';
import { formatDayTick, formatMonth, formatTick } from '../../../serializer/index.ts';
import { type Html, html } from '../../html.ts';
import type { Placed } from '../cells.ts';
import { label, segment } from './svg.ts';

/** Smallest and largest of any number of values, and of those behind; infinite ends for none. */
export function extent(values: readonly number[], ...and: readonly number[]): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of [and, values])
    for (const value of list) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return [low, high];
}

/** From a value of the x column to a place; null for a value that has none. */
export interface Across {
  place(value: Cell): number | null;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** Width of one step: of a day, or of the distance of two neighbours. */
  readonly step: number;
}

const DAY_MS = 86_400_000;

const millis = (day: Cell): number =>
  typeof day === 'string' ? Date.parse(`${day.slice(0, 10)}T00:00:00Z`) : Number.NaN;

function overDays(values: readonly Cell[], from: number, to: number): Across {
  const days = values.map(millis).filter((value) => !Number.isNaN(value));
  if (days.length === 0) return { place: () => null, ticks: [], step: 0 };
  const [first, last] = extent(days);
  const scale = scaleUtc()
    .domain(first === last ? [first - DAY_MS, last + DAY_MS] : [first, last])
    .range([from, to]);
  const dayText = (date: Date): string => date.toISOString().slice(0, 10);
  const many = Math.max(2, Math.floor((to - from) / 90));
  const text = last - first > 200 * DAY_MS ? formatMonth : formatDayTick;
  return {
    place: (value) => (Number.isNaN(millis(value)) ? null : scale(millis(value))),
    ticks: scale.ticks(many).map((date) => ({ at: scale(date), text: text(dayText(date)) })),
    step: first === last ? (to - from) / 2 : ((to - from) * DAY_MS) / (last - first),
  };
}

function overNumbers(values: readonly number[], { column }: Placed, from: number, to: number): Across {
  const [first, last] = extent(values);
  const scale = scaleLinear()
    .domain(first === last ? [first - 1, last + 1] : [first, last])
    .range([from, to]);
  const ticks = scale.ticks(Math.max(2, Math.floor((to - from) / 80)));
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return {
    place: (value) => (typeof value === 'number' ? scale(value) : null),
    ticks: ticks.map((tick) => ({ at: scale(tick), text: formatTick({ kind: column.kind, value: tick }, step) })),
    step: (to - from) / Math.max(1, new Set(values).size - 1),
  };
}

function overNames(values: readonly Cell[], from: number, to: number): Across {
  const names = [...new Set(values.map(String))];
  const step = (to - from) / Math.max(1, names.length);
  const place = (name: string): number => from + (names.indexOf(name) + 0.5) * step;
  return {
    place: (value) => (names.includes(String(value)) ? place(String(value)) : null),
    ticks: names.map((name) => ({ at: place(name), text: formatTick({ kind: 'text', value: name }) })),
    step,
  };
}

/** The scale of an x column: by calendar, by number, or name by name. */
export function across(values: readonly Cell[], placed: Placed, from: number, to: number): Across {
  const given = values.filter((value) => value !== null);
  if (given.length === 0) return { place: () => null, ticks: [], step: 0 };
  const numbers = given.filter((value) => typeof value === 'number');
  if (placed.column.kind === 'day' || placed.column.kind === 'instant') return overDays(given, from, to);
  return numbers.length === given.length && numbers.length > 0
    ? overNumbers(numbers, placed, from, to)
    : overNames(given, from, to);
}

/** Upwards: a linear scale that has zero in it and all values, with ticks and their texts. */
export interface Upward {
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

export function upward(
  values: readonly number[],
  look: Pick<ProofValue, 'kind' | 'currency'>,
  [bottom, top]: readonly [number, number],
): Upward {
  const [low, high] = extent(values, 0);
  const count = Math.max(2, Math.floor((bottom - top) / 44));
  const scale = scaleLinear()
    .domain(low === high ? [0, 1] : [low, high])
    .nice(count)
    .range([bottom, top]);
  const ticks = scale.ticks(count);
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return { scale, ticks: ticks.map((tick) => ({ at: scale(tick), text: formatTick({ ...look, value: tick }, step) })) };
}

/** Lines of the y ticks across the plot, their texts left of it, the x ticks' texts below. */
export function axes(x: Across, y: Upward, plot: { left: number; right: number; bottom: number }): Html {
  const { left, right, bottom } = plot;
  return html`<g>${y.ticks.map((tick) => html`${segment(left, tick.at, right, tick.at)}${label(left - 6, tick.at + 4, tick.text, { anchor: 'end', size: 10 })}`)}${x.ticks.map((tick) => label(Math.min(right - 14, Math.max(left + 10, tick.at)), bottom + 15, tick.text, { anchor: 'middle', size: 10 }))}</g>`;
}

/** Where `value` lies on a scale that starts at zero, as a length. */
export const lengthScale = (most: number, room: number): ((value: number) => number) => {
  const scale = scaleLinear()
    .domain([0, most > 0 ? most : 1])
    .range([0, room]);
  return (value) => scale(Math.max(0, value));
};
