import { appError, err, ok, type Result } from '../../core/index.ts';
import { readAnonymousEvents, readDailyVisitors, type VisitorsRow } from '../../journeys/index.ts';
import { wilson } from '../../metrics/index.ts';
import { formatNumber } from '../../serializer/index.ts';
import { dimensionColumn, flagColumn } from '../parts/columns.ts';
import { writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { onlyFilteredBy } from './filters.ts';
import { boundsOf, type Measure, measureColumn } from './measure.ts';
import { COUNTED_VISITORS, NEW_SHARE } from './methods.ts';
import { siteNotes } from './site-notes.ts';

const NEW: Measure = { id: 'new', label: 'New visitors', kind: 'count', better: 'up' };
const RETURNING: Measure = { id: 'returning', label: 'Returning visitors', kind: 'count', better: 'up' };
const SHARE: Measure = { id: 'share', label: 'Share of new', kind: 'rate', better: 'neutral' };

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { engine, scope, signal, partialDays } = context;
  const filtered = onlyFilteredBy('journeys.visitors', context, []);
  if (!filtered.ok) return filtered;
  const daily = await readDailyVisitors(engine, scope.period, signal);
  if (!daily.ok) return daily;
  if (daily.value.length === 0) return err(appError('NO_DATA', { what: 'visitors' }));
  const anonymous = await readAnonymousEvents(engine, scope.period, signal);
  if (!anonymous.ok) return anonymous;
  const mean = (amount: (row: VisitorsRow) => number): string =>
    formatNumber(Math.round(daily.value.reduce((sum, row) => sum + amount(row), 0) / daily.value.length));
  return ok({
    sentence: `An average day of ${writtenDays(scope.period)} had ${mean((row) => row.new_visitors)} new and ${mean((row) => row.returning_visitors)} returning visitors.`,
    draw: { as: 'line', x: 'day', y: ['new', 'returning'], flag: 'flag', stacked: true },
    columns: [
      dimensionColumn('day', 'Day', 'day'),
      measureColumn(NEW),
      measureColumn(RETURNING),
      measureColumn(SHARE),
      ...boundsOf(SHARE),
      flagColumn(),
    ],
    rows: daily.value.flatMap(({ day, new_visitors: fresh, returning_visitors: back }) => {
      if (day === null) return [];
      const bounds = wilson(fresh, fresh + back);
      const share = fresh + back === 0 ? null : fresh / (fresh + back);
      const flag = partialDays.includes(day) ? 'partial' : null;
      return [{ key: day, cells: [day, fresh, back, share, bounds?.low ?? null, bounds?.high ?? null, flag] }];
    }),
    notes: [
      'New: the day holds the first session of the visitor. Someone who came on two days counts on both.',
      ...siteNotes({
        anonymous: anonymous.value,
        unknown: daily.value.reduce((sum, row) => sum + row.unknown_visitors, 0),
      }),
    ],
  });
}

export const VISITORS_TILE: TileDefinition = {
  id: 'journeys.visitors',
  read,
  method: (column) => ((column.of ?? column.id) === 'share' ? NEW_SHARE : COUNTED_VISITORS),
};
