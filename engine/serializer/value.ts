import type { ProofValue, ValueKind } from '../contract/index.ts';
import { formatDay } from './day.ts';
import { formatDays, formatSpan } from './duration.ts';
import { formatInstant } from './instant.ts';
import { finite, MISSING } from './missing.ts';
import { formatMinor } from './money.ts';
import {
  DEFAULT_LOCALE,
  decimal,
  formatCount,
  formatNumber,
  formatPoints,
  formatProbability,
  formatRate,
  formatRatio,
} from './numbers.ts';
import { formatText } from './text.ts';

/** Where text is read: which locale, and which zone instants are written in. */
export interface Reader {
  readonly locale?: string;
  readonly zone?: string;
}

/** A value by its kind: the way every proof, tile and cell is written. */
export function formatValue({ kind, value, currency }: ProofValue, reader: Reader = {}): string {
  const { locale = DEFAULT_LOCALE, zone = 'UTC' } = reader;
  if (value === null) return MISSING;
  switch (kind) {
    case 'count':
      return formatCount(value, locale);
    case 'rate':
      return formatRate(value, locale);
    case 'percentage_points':
      return formatPoints(value, { locale });
    case 'probability':
      return formatProbability(value, locale);
    case 'money':
      return formatMinor(value, currency, locale);
    case 'number':
      return formatNumber(value, locale);
    case 'ratio':
      return formatRatio(value, locale);
    case 'day':
      return formatDay(value, locale);
    case 'instant':
      return formatInstant(value, zone, locale);
    case 'duration':
      return formatSpan(value, locale);
    case 'days':
      return formatDays(value, locale);
    case 'text':
      return formatText(value, locale);
    default:
      return kind satisfies never;
  }
}

/** A difference in the unit of its kind, with its sign: "+€1,200.00", "−0.15 pp", "+12 days". No difference has none. */
export function formatChange(change: ProofValue, reader: Reader = {}): string {
  const kind: ValueKind = change.kind === 'rate' || change.kind === 'probability' ? 'percentage_points' : change.kind;
  const text = formatValue({ ...change, kind }, reader);
  const x = finite(change.value);
  const none = formatValue({ ...change, kind, value: 0 }, reader);
  return x === null || x <= 0 || text === none || text === MISSING || text.startsWith('<') ? text : `+${text}`;
}

/** A relative difference with its sign: 0.123 is "+12.30 %". */
export function formatRelativeChange(value: unknown, { locale = DEFAULT_LOCALE }: Reader = {}): string {
  const text = formatRate(value, locale);
  const x = finite(value);
  return x === null || x <= 0 || text.startsWith('<') ? text : `+${text}`;
}

/**
 * A value with more decimals than its page shows, to compare two readings: 0.9714, 4.9214 %. Whole and textual kinds
 * are written as always.
 */
export function formatValueExact(shown: ProofValue, digits = 4): string {
  const x = finite(shown.value);
  if (x === null) return formatValue(shown);
  switch (shown.kind) {
    case 'probability':
    case 'number':
      return decimal(x, 0, digits);
    case 'rate':
      return `${decimal(x, 0, digits, DEFAULT_LOCALE, 2)} %`;
    case 'percentage_points':
      return `${decimal(x, 0, digits, DEFAULT_LOCALE, 2)} pp`;
    case 'ratio':
      return `${decimal(x, 0, digits)}×`;
    case 'days':
      return `${decimal(x, 0, digits)} days`;
    default:
      return formatValue(shown);
  }
}

/** Kinds whose two ends share one unit, written once. */
export type IntervalKind = Exclude<ValueKind, 'text' | 'day' | 'instant'>;

/** An interval, whatever its coverage. */
export interface Ends {
  readonly low: number;
  readonly high: number;
  readonly level?: number;
}

/** Both ends of an interval with the unit once: "4.18 – 5.71 %", "−0.15 – 1.94 pp", "€12.00 – €14.50", "−3 to −1 %". */
export function formatInterval(
  interval: Ends | null | undefined,
  kind: IntervalKind,
  currency?: string,
  reader: Reader = {},
): string {
  if (interval === null || interval === undefined) return MISSING;
  const write = (value: number): string =>
    formatValue(currency === undefined ? { kind, value } : { kind, value, currency }, reader);
  const [low, high] = [write(interval.low), write(interval.high)];
  if (low === MISSING || high === MISSING) return MISSING;
  const hasUnitBehind = kind === 'rate' || kind === 'percentage_points' || kind === 'days';
  // A dash before a minus would be read as two of them.
  const between = high.startsWith('−') ? ' to ' : ' – ';
  return `${hasUnitBehind ? low.slice(0, low.lastIndexOf(' ')) : low}${between}${high}`;
}
