import { z } from 'zod';
import { daySchema } from '../../contract/index.ts';
import type { QueryDefinition } from '../../store/cache/types.ts';

const count = z.int().nonnegative();

const visitorsRow = z.object({
  day: daySchema.nullable(),
  new_visitors: count,
  returning_visitors: count,
  /** Visitors whose events do not say which session it was. */
  unknown_visitors: count,
  rows_read: count,
});
export type VisitorsRow = z.infer<typeof visitorsRow>;

const COUNTS = `count(*) FILTER (first_session = 1) AS new_visitors, count(*) FILTER (first_session > 1) AS returning_visitors,
  count(*) FILTER (first_session IS NULL) AS unknown_visitors, coalesce(sum(events), 0)::BIGINT AS rows_read`;

const EVENTS = 'FROM ga4_events WHERE day BETWEEN $from::DATE AND $to::DATE AND user_pseudo_id IS NOT NULL';

/** Visitors by day: new on the day of their first session. */
export const VISITORS_BY_DAY: QueryDefinition<typeof visitorsRow> = {
  id: 'journeys.visitors_by_day',
  sql: `SELECT day, ${COUNTS}
FROM (SELECT day, user_pseudo_id, min(ga_session_number) AS first_session, count(*) AS events ${EVENTS} GROUP BY ALL)
GROUP BY day ORDER BY day`,
  datasets: ['ga4_events'],
  row: visitorsRow,
};

/** Visitors of the whole period: each once, new when their first session lies in it. */
export const VISITORS: QueryDefinition<typeof visitorsRow> = {
  id: 'journeys.visitors',
  sql: `SELECT NULL::DATE AS day, ${COUNTS}
FROM (SELECT user_pseudo_id, min(ga_session_number) AS first_session, count(*) AS events ${EVENTS} GROUP BY ALL)`,
  datasets: ['ga4_events'],
  row: visitorsRow,
};

const anonymousRow = z.object({ events: count });

/** Events without a visitor id: of visitors who did not consent. */
export const ANONYMOUS_EVENTS: QueryDefinition<typeof anonymousRow> = {
  id: 'journeys.anonymous_events',
  sql: `SELECT count(*) AS events FROM ga4_events
WHERE day BETWEEN $from::DATE AND $to::DATE AND user_pseudo_id IS NULL`,
  datasets: [],
  row: anonymousRow,
};
