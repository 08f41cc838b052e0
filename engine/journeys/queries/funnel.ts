import { z } from 'zod';
import type { Days } from '../../contract/index.ts';
import type { QueryDefinition, QueryParams } from '../../store/cache/types.ts';
import type { FunnelStep } from '../funnel-steps.ts';
import { medianRanks, quantileOf, SPREAD } from './median.ts';

/** Whose steps are put together: those of one session, or those of one visitor within `days` of the first step. */
export type FunnelWindow = { readonly within: 'session' } | { readonly within: 'visitor'; readonly days: number };

/** What funnels are told apart by; taken from the first step. */
export type FunnelGroup = 'none' | 'visitor' | 'channel' | 'device';

export interface FunnelQuery {
  readonly steps: readonly FunnelStep[];
  readonly window: FunnelWindow;
  readonly group: FunnelGroup;
}

const GROUPS: Readonly<Record<FunnelGroup, string>> = {
  none: "'all'",
  visitor: "CASE WHEN ga_session_number = 1 THEN 'new' WHEN ga_session_number > 1 THEN 'returning' ELSE 'unknown' END",
  channel: "coalesce(channel_group, 'unknown')",
  device: "coalesce(device_category, 'unknown')",
};

const count = z.int().nonnegative();
const millis = z.number().nullable();

const funnelRow = z.object({
  grp: z.string(),
  /** From 1. */
  step: z.int(),
  /** Sessions or visitors that came this far. */
  units: count,
  /** Milliseconds since the step before: quartiles, 90 % point and the bounds of the median. */
  lower: millis,
  median: millis,
  upper: millis,
  p90: millis,
  median_low: millis,
  median_high: millis,
  rows_read: count,
});
export type FunnelRow = z.infer<typeof funnelRow>;

/**
 * Funnel counts by one aggregation over the events of the steps: each unit keeps the instants of each step as a list, and
 * each step takes the first instant after the one before. Events of the same instant count as in the order of the steps;
 * a step that repeats the event before it must be later.
 */
export function funnelQuery({ steps, window, group }: FunnelQuery): QueryDefinition<typeof funnelRow> {
  const visitor = window.within === 'visitor';
  const unit = visitor ? 'user_pseudo_id' : 'user_pseudo_id, ga_session_id';
  const later = steps.slice(1);
  const walked = later.map((step, index) => {
    const [from, to] = [index + 1, index + 2];
    const after = step.event === steps[index]?.event ? '>' : '>=';
    const within = visitor ? ' AND x <= t1 + to_days($window_days::INTEGER)' : '';
    return `walk${to} AS (SELECT *, list_min(list_filter(at${to}, lambda x: x ${after} t${from}${within})) AS t${to}
  FROM walk${from})`;
  });
  return {
    id: 'journeys.funnel',
    sql: `WITH hits AS (
  SELECT ${unit}, event_at, ${GROUPS[group]} AS grp, ${steps.map((step, i) => `${stepSql(step, i, visitor)} AS is${i + 1}`).join(', ')}
  FROM ga4_events
  WHERE day BETWEEN $from::DATE AND ${visitor ? '$to::DATE + $window_days::INTEGER' : '$to::DATE'}
    AND user_pseudo_id IS NOT NULL AND event_name IN (${steps.map((_, i) => `$step_${i + 1}`).join(', ')})
), walk1 AS (
  SELECT ${unit}, count(*) AS hits, min(event_at) FILTER (is1) AS t1, arg_min(grp, event_at) FILTER (is1) AS grp,
    ${later.map((_, i) => `list(event_at) FILTER (is${i + 2}) AS at${i + 2}`).join(', ')}
  FROM hits GROUP BY ${unit} HAVING t1 IS NOT NULL
), ${walked.join(', ')}, counted AS (
  SELECT grp, sum(hits)::BIGINT AS hits, count(*) AS n1, ${later.map((_, i) => `count(t${i + 2}) AS n${i + 2}`).join(', ')},
    ${later.map((_, i) => waits(i + 2)).join(',\n    ')}
  FROM walk${steps.length} GROUP BY grp
)
SELECT grp, 1 AS step, n1 AS units, NULL AS lower, NULL AS median, NULL AS upper, NULL AS p90, NULL AS median_low,
  NULL AS median_high, hits AS rows_read FROM counted
${later.map((_, i) => stepSelect(i + 2)).join('\n')}
ORDER BY grp, step`,
    datasets: ['ga4_events'],
    row: funnelRow,
  };
}

const stepSql = ({ path }: FunnelStep, index: number, visitor: boolean): string =>
  [
    `event_name = $step_${index + 1}`,
    ...(path === null
      ? []
      : [
          `coalesce(page_path = $path_${index + 1} OR starts_with(page_path, rtrim($path_${index + 1}, '/') || '/'), false)`,
        ]),
    ...(visitor && index === 0 ? ['day <= $to::DATE'] : []),
  ].join(' AND ');

const waits = (step: number): string =>
  `list_sort(list(epoch_ms(t${step}) - epoch_ms(t${step - 1})) FILTER (t${step} IS NOT NULL)) AS w${step}`;

const stepSelect = (step: number): string => {
  const { low, high } = medianRanks(`n${step}`);
  return `UNION ALL SELECT grp, ${step}, n${step}, ${SPREAD.map((p) => quantileOf(`w${step}`, p)).join(', ')},
  w${step}[${low}], w${step}[${high}], 0 FROM counted`;
};

export const funnelParams = ({ steps, window }: FunnelQuery, { from, to }: Days): QueryParams => ({
  from,
  to,
  ...(window.within === 'visitor' ? { window_days: window.days } : {}),
  ...Object.fromEntries(steps.map(({ event }, index) => [`step_${index + 1}`, event])),
  ...Object.fromEntries(steps.flatMap(({ path }, index) => (path === null ? [] : [[`path_${index + 1}`, path]]))),
});
