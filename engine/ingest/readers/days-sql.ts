import { literal } from '../../store/cache/index.ts';

/** In which order days stand before a year at the end: 21/11/2026 or 11/21/2026. */
export type DayOrder = 'day-month' | 'month-day';

const ISO = String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`;
const BASIC = String.raw`(\d{4})(\d{2})(\d{2})`;
const DOTTED = String.raw`(\d{1,2})\.(\d{1,2})\.(\d{4})`;
const SLASHED = String.raw`(\d{1,2})[/-](\d{1,2})[/-](\d{4})`;
/** What may stand after a day: an hour, and its distance from UTC. */
const TIME = String.raw`([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|UTC|[+-]\d{2}(:?\d{2})?))?)?`;
const MIDNIGHT = String.raw`([ T]0{1,2}:00(:00(\.0+)?)?Z?)?`;

const matches = (value: string, day: string, rest: string): string =>
  `regexp_full_match(trim(${value}), ${literal(`${day}${rest}`)})`;

/** `2026-11-20` or `2026-11-20 10:00` of a text in one of the known ways; null of any other. */
function isoSql(value: string, order: DayOrder, rest: string): string {
  const rewritten = (day: string, to: string) =>
    `WHEN ${matches(value, day, rest)} THEN regexp_replace(trim(${value}), ${literal(`^${day}`)}, ${literal(to)})`;
  const slashed = order === 'day-month' ? String.raw`\3-\2-\1` : String.raw`\3-\1-\2`;
  return `CASE ${[
    rewritten(ISO, String.raw`\1-\2-\3`),
    rewritten(BASIC, String.raw`\1-\2-\3`),
    rewritten(DOTTED, String.raw`\3-\2-\1`),
    rewritten(SLASHED, slashed),
  ].join(' ')} END`;
}

/** The day a text stands for. `value` is SQL of a VARCHAR. */
export const daySql = (value: string, order: DayOrder): string =>
  `TRY_CAST(left(${isoSql(value, order, MIDNIGHT)}, 10) AS DATE)`;

/** The instant a text stands for; one that names no distance from UTC is UTC. */
export const instantSql = (value: string, order: DayOrder): string =>
  `TRY_CAST(TRY_CAST(${isoSql(value, order, TIME)} AS TIMESTAMPTZ) AS TIMESTAMP)`;

/** Counts of a column of texts that say which number of a slashed day is the month, as SQL of aggregates. */
export function orderEvidence(value: string): string {
  const part = (group: number) =>
    `TRY_CAST(regexp_extract(trim(${value}), ${literal(`^${SLASHED}`)}, ${group}) AS INTEGER)`;
  return [
    `count(*) FILTER (WHERE ${matches(value, SLASHED, TIME)}) AS slashed`,
    `count(*) FILTER (WHERE ${part(1)} BETWEEN 13 AND 31 AND ${part(2)} <= 12) AS "dayFirst"`,
    `count(*) FILTER (WHERE ${part(2)} BETWEEN 13 AND 31 AND ${part(1)} <= 12) AS "monthFirst"`,
  ].join(', ');
}

export interface OrderCounts {
  readonly slashed: number;
  readonly dayFirst: number;
  readonly monthFirst: number;
}

/** The order of a file's days; null when they can be read either way or are written in both. */
export function dayOrder({ slashed, dayFirst, monthFirst }: OrderCounts): DayOrder | null {
  if (slashed === 0) return 'day-month';
  if (dayFirst > 0 && monthFirst === 0) return 'day-month';
  return monthFirst > 0 && dayFirst === 0 ? 'month-day' : null;
}
