import { addDays, addMonths, appError, type Day, err, ok, type Result } from '../../core/index.ts';
import { buildCohorts, type Cohort, lastFullMonth } from '../../finance/index.ts';
import { type MetricDefinition, type MetricTable, readMetrics } from '../../metrics/index.ts';
import { metricsOf } from '../parts/metric-tile.ts';
import type { TileContext } from '../tile.ts';

/** Cohorts looked back at: enough for a year of age and a year of cohorts. */
const MONTHS = 24;

export interface CohortReading {
  /** Key of the group (a channel), or `all`. */
  readonly groups: ReadonlyMap<string, readonly Cohort[]>;
  readonly lastMonth: Day;
  readonly rateNotes: readonly string[];
}

interface Wanted {
  readonly metrics: readonly MetricDefinition[];
  readonly by: readonly ('channel' | 'cohort')[];
  readonly from: Day;
  readonly to: Day;
}

const readByMonth = ({ engine, scope, signal }: TileContext, { metrics, by, from, to }: Wanted) =>
  readMetrics(
    engine,
    { metrics, by, grain: 'month', days: { from, to }, filters: scope.filters, currency: scope.currency },
    signal,
  );

function grouped(margins: MetricTable, won: MetricTable, split: boolean, lastMonth: Day) {
  const keyOf = (channel: string | undefined) => (split ? (channel ?? '') : 'all');
  const keys = [...new Set(won.rows.map(({ dims }) => keyOf(dims.channel)))].sort();
  return new Map(
    keys.map((key) => {
      const months = margins.rows.flatMap(({ at, dims, values }) =>
        keyOf(dims.channel) === key && at !== null && dims.cohort !== undefined
          ? [{ cohort: dims.cohort, month: at, margin: values.get('margin')?.value ?? 0 }]
          : [],
      );
      const acquisitions = won.rows.flatMap(({ at, dims, values }) =>
        keyOf(dims.channel) === key && at !== null
          ? [
              {
                cohort: at,
                customers: values.get('new_customers')?.value ?? 0,
                spend: values.get('spend')?.value ?? 0,
              },
            ]
          : [],
      );
      return [key, buildCohorts(months, acquisitions, lastMonth)] as const;
    }),
  );
}

/**
 * The cohorts of the last two years up to the period's end, as one or by channel. Only months that are over count.
 * Errors: METRIC_NOT_SPLIT, FX_RATE_MISSING, NO_DATA, those of the engine.
 */
export async function readCohorts(context: TileContext, split: 'all' | 'channel'): Promise<Result<CohortReading>> {
  const margin = metricsOf(context, ['margin']);
  if (!margin.ok) return margin;
  const won = metricsOf(context, ['new_customers', 'spend']);
  if (!won.ok) return won;
  const lastMonth = lastFullMonth(context.scope.period.to);
  const days = { from: addMonths(lastMonth, 1 - MONTHS), to: addDays(addMonths(lastMonth, 1), -1) };
  const byChannel = split === 'channel';
  const margins = await readByMonth(context, {
    metrics: margin.value,
    by: byChannel ? ['cohort', 'channel'] : ['cohort'],
    ...days,
  });
  if (!margins.ok) return margins;
  const acquired = await readByMonth(context, { metrics: won.value, by: byChannel ? ['channel'] : [], ...days });
  if (!acquired.ok) return acquired;
  const groups = grouped(margins.value, acquired.value, byChannel, lastMonth);
  if ([...groups.values()].every((cohorts) => cohorts.length === 0)) {
    return err(appError('NO_DATA', { what: 'customer cohorts' }));
  }
  return ok({ groups, lastMonth, rateNotes: [...new Set([...margins.value.rateNotes, ...acquired.value.rateNotes])] });
}
