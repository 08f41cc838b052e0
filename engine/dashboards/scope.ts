import type { Days, Preset, ResolvedScope, Scope } from '../contract/index.ts';
import { addDays, addMonths, type Day, daysBetween, monthOf } from '../core/index.ts';

const COUNTED: Partial<Record<Preset, number>> = { last_7_days: 7, last_28_days: 28, last_90_days: 90 };

/** A year in whole weeks, so that weekdays meet. */
const YEAR_OF_WEEKS = 364;

function presetDays(preset: Preset, data: Days): Days {
  const to = data.to;
  const counted = COUNTED[preset];
  if (counted !== undefined) return { from: addDays(to, 1 - counted), to };
  switch (preset) {
    case 'this_month':
      return { from: monthOf(to), to };
    case 'last_month':
      return { from: addMonths(monthOf(to), -1), to: addDays(monthOf(to), -1) };
    case 'last_12_months':
      return { from: addDays(addMonths(to, -12), 1), to };
    case 'this_year':
      return { from: yearOf(to), to };
    default:
      return data;
  }
}

const yearOf = (day: Day): Day => addMonths(monthOf(day), 1 - Number(day.slice(5, 7)));

/** The days a period is compared with; null when it is not. */
function compareDays(period: Days, compare: Scope['compare']): Days | null {
  if (compare === 'none') return null;
  if (typeof compare === 'object') return compare;
  const length = daysBetween(period.from, period.to) + 1;
  const back = compare === 'year' ? YEAR_OF_WEEKS : length;
  return { from: addDays(period.from, -back), to: addDays(period.to, -back) };
}

/**
 * Works the days of a scope out. Presets end on the last day of the data.
 * @param data first and last day the page's datasets cover.
 */
export function resolveScope(scope: Scope, data: Days, place: { currency: string; zone: string }): ResolvedScope {
  const period = typeof scope.period === 'string' ? presetDays(scope.period, data) : scope.period;
  return {
    period,
    compare: compareDays(period, scope.compare),
    filters: scope.filters,
    options: scope.options,
    ...place,
  };
}
