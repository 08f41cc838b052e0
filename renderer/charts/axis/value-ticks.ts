import { scaleLinear } from '@visx/scale';
import { formatTick } from '../../../engine/serializer/index.ts';
import type { Tick } from './day-ticks.ts';
import type { Domain } from './value-domain.ts';
import type { ValueFormat } from './value-text.ts';

/** A value beside a mark, with few characters: "€1.2M". Ticks `step` apart stay different. */
export function shortValue({ kind, currency }: ValueFormat, value: number, step = 0): string {
  return formatTick(currency === undefined ? { kind, value } : { kind, value, currency }, step);
}

/** Without float dust: 0.30000000000000004 is 0.3. */
const clean = (value: number): number => Number(value.toPrecision(12));

const HOUR_MS = 3_600_000;
/** Lengths of time that are round to read: minutes, hours, days. */
const ROUND_TIMES = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 7200, 14_400, 43_200].map(
  (minutes) => minutes * 60_000,
);

function roundTimes([from, to]: Domain, most: number): readonly number[] {
  const step = ROUND_TIMES.find((size) => (to - from) / size <= most) ?? 24 * 90 * HOUR_MS;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(1, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
}

/** Round ticks of a value axis, about `most` of them. */
export function valueTicks(domain: Domain, format: ValueFormat, most: number): readonly Tick[] {
  const scale = scaleLinear<number>({ domain: [...domain], range: [0, 1] });
  const isLong = format.kind === 'duration' && domain[1] - domain[0] > 120_000;
  const places = (isLong ? roundTimes(domain, most) : scale.ticks(Math.max(2, most))).map(clean);
  const whole = format.kind === 'count' ? places.filter((at) => Number.isInteger(at)) : places;
  const step = (whole[1] ?? 0) - (whole[0] ?? 0);
  const text = (at: number): string => (at === 0 && format.kind === 'duration' ? '0' : shortValue(format, at, step));
  return whole.map((at) => ({ at, text: text(at) }));
}
