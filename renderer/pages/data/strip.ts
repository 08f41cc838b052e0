import type { DatasetHealthRow, HealthSeries } from '../../../engine/contract/index.ts';
import { dayNumber } from '../../charts/axis/day.ts';
import type { StripRow } from '../../charts/day-strip/days.ts';

/** A series as the strip draws it. */
export const stripRow = (id: string, name: string, series: HealthSeries): StripRow => ({
  id,
  name,
  days: series.days.map(({ day, state, value, note }) => ({ day: dayNumber(day), state, rows: value, note })),
});

/** Every dataset that comes day by day, as a row. */
export const overviewStrip = (datasets: readonly DatasetHealthRow[]): readonly StripRow[] =>
  datasets
    .filter(({ cadence, rows }) => cadence === 'day' && rows.days.length > 0)
    .map(({ freshness, rows }) => stripRow(freshness.dataset, freshness.dataset, rows));
