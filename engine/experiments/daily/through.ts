import type { Source } from '../../contract/index.ts';
import { type Day, dayIn, millisOf } from '../../core/index.ts';
import { isOutcomes, withOutcomes } from '../with-outcomes.ts';
import type { SumPlan } from './plan.ts';

/**
 * The last day of which all datasets are complete; null: one has no rows. Outcomes that were never loaded hold nothing back:
 * units are counted without them. EX112.
 */
export const throughOf = (sources: readonly Source[]): Day | null =>
  leastDay(withOutcomes(sources) ? sources.map(daysOf) : sources.filter((source) => !isOutcomes(source)).map(daysOf));

const daysOf = ({ dataThrough }: Source): Day | null => dataThrough;

/** The earliest of some days; null when one of them is not known. */
export function leastDay(days: readonly (Day | null)[]): Day | null {
  const known = days.flatMap((day) => (day === null ? [] : [day]));
  return known.length < days.length ? null : (known.toSorted()[0] ?? null);
}

/** The last day that can bring something new: after it a stopped experiment's windows are over. */
export function lastDayOf({ record, metrics }: SumPlan, through: Day): Day {
  if (record.stoppedAt === null) return through;
  const longest = Math.max(0, ...metrics.map(({ closes }) => closes ?? 0));
  const over = dayIn(millisOf(record.stoppedAt) + longest / 1000, 'Etc/UTC');
  return over < through ? over : through;
}
