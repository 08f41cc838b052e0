import { formatDay } from '../../../engine/serializer/index.ts';
import { dayOf, monthStarts } from './day.ts';

export interface Tick {
  /** Where, in the unit of the axis. */
  readonly at: number;
  readonly text: string;
}

/** Monday, 5 January 1970. */
const FIRST_MONDAY = 4;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60] as const;
const DAY_STEPS = [1, 2, 7, 14] as const;
const DAYS_OF_MONTH = 30.44;

function everyDays(from: number, to: number, step: number): readonly number[] {
  const origin = step % 7 === 0 ? FIRST_MONDAY : 0;
  const first = Math.ceil((from - origin) / step) * step + origin;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
}

/**
 * Ticks of an axis of days, at most about `most`: days, Mondays or first days of months. The year is written on the first
 * tick and where it changes.
 */
export function dayTicks(from: number, to: number, most: number): readonly Tick[] {
  const span = Math.max(to - from, 1);
  const room = Math.max(most, 1);
  const days = DAY_STEPS.find((step) => span / step <= room);
  const months = MONTH_STEPS.find((step) => span / (step * DAYS_OF_MONTH) <= room) ?? 120;
  const at = days === undefined ? monthStarts(from, to, months) : everyDays(Math.ceil(from), to, days);
  return at.map((day, index) => ({ at: day, text: tickText(day, at[index - 1], days === undefined) }));
}

/** "21 Nov", "Nov", with the year where it is new: "Jan 2026". */
function tickText(day: number, before: number | undefined, isMonth: boolean): string {
  const [number, month = '', year = ''] = formatDay(dayOf(day)).split(' ');
  const isNewYear = before === undefined || dayOf(before).slice(0, 4) !== dayOf(day).slice(0, 4);
  if (isMonth) return isNewYear ? `${month} ${year}` : month;
  return isNewYear && before !== undefined ? `${number} ${month} ${year}` : `${number} ${month}`;
}
