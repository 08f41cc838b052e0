import { scaleLinear } from '@visx/scale';
import { formatMoney, formatNumber } from '../../../engine/serializer/index.ts';
import type { Tick } from './day-ticks.ts';
import type { Domain } from './value-domain.ts';
import type { ValueFormat } from './value-text.ts';

const SHORT = [
  { from: 1e9, unit: 'B' },
  { from: 1e6, unit: 'M' },
  { from: 1e3, unit: 'k' },
] as const;

/** Without float dust: 0.30000000000000004 is 0.3. */
const clean = (value: number): number => Number(value.toPrecision(12));

/** "€", "$", "CA$": what the serializer writes beside the digits. */
const symbolOf = (currency: string): string => formatMoney({ minor: 0, currency }).replace(/[\d.,\s]/gu, '');

/** Minor units in one of the currency: 100 for EUR, read off how zero is written. */
const minorOf = (currency: string): number =>
  10 ** (formatMoney({ minor: 0, currency }).match(/[.,](\d+)/)?.[1]?.length ?? 0);

/** A number in thousands, millions or billions when the axis reaches that far: "12.5k". */
function short(value: number, reach: number): string {
  const scale = SHORT.find(({ from }) => reach >= from);
  return scale === undefined ? formatNumber(clean(value)) : `${formatNumber(clean(value / scale.from))}${scale.unit}`;
}

/** A tick as short as its axis allows. `reach` is the axis' value furthest from zero. */
export function shortValue({ kind, currency }: ValueFormat, value: number, reach = Math.abs(value)): string {
  if (value === 0 && kind !== 'rate' && kind !== 'percentage_points' && kind !== 'money') return '0';
  switch (kind) {
    case 'rate':
      return `${formatNumber(clean(value * 100))} %`;
    case 'percentage_points':
      return `${formatNumber(clean(value * 100))} pp`;
    case 'money': {
      if (currency === undefined) return short(value, reach);
      const minor = minorOf(currency);
      const text = short(value / minor, reach / minor);
      return text.startsWith('−') ? `−${symbolOf(currency)}${text.slice(1)}` : `${symbolOf(currency)}${text}`;
    }
    default:
      return short(value, reach);
  }
}

/** Round ticks of a value axis, about `most` of them. */
export function valueTicks(domain: Domain, format: ValueFormat, most: number): readonly Tick[] {
  const reach = Math.max(Math.abs(domain[0]), Math.abs(domain[1]));
  return scaleLinear<number>({ domain: [...domain], range: [0, 1] })
    .ticks(Math.max(2, most))
    .map((at) => ({ at, text: shortValue(format, at, reach) }));
}
