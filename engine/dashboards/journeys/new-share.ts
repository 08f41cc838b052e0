import { appError, err, ok, type Result } from '../../core/index.ts';
import { readAnonymousEvents, readDailyVisitors, readVisitors, type VisitorsRow } from '../../journeys/index.ts';
import { wilson } from '../../metrics/index.ts';
import { formatCounted, formatRate } from '../../serializer/index.ts';
import { comparisonCells, dimensionColumn, flagColumn } from '../parts/columns.ts';
import { comparedWith, writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { onlyFilteredBy } from './filters.ts';
import { boundsOf, comparedColumns, type Measure, measureColumn } from './measure.ts';
import { COUNTED_VISITORS, NEW_SHARE } from './methods.ts';
import { siteNotes } from './site-notes.ts';

const SHARE: Measure = { id: 'share', label: 'New visitors', kind: 'rate', better: 'neutral' };
const COUNTS: readonly Measure[] = [
  { id: 'new', label: 'New', kind: 'count', better: 'neutral' },
  { id: 'returning', label: 'Returning', kind: 'count', better: 'neutral' },
];

/** New among those whose session number is known; null when there are none. */
const shareOf = ({ new_visitors: fresh, returning_visitors: back }: VisitorsRow): number | null =>
  fresh + back === 0 ? null : fresh / (fresh + back);

const boundsCells = ({ new_visitors: fresh, returning_visitors: back }: VisitorsRow): readonly (number | null)[] => {
  const bounds = wilson(fresh, fresh + back);
  return [bounds?.low ?? null, bounds?.high ?? null];
};

const countCells = (row: VisitorsRow): readonly number[] => [row.new_visitors, row.returning_visitors];

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { engine, scope, signal, partialDays } = context;
  const filtered = onlyFilteredBy('journeys.new_share', context, []);
  if (!filtered.ok) return filtered;
  const total = await readVisitors(engine, scope.period, signal);
  if (!total.ok) return total;
  if (total.value === null) return err(appError('NO_DATA', { what: 'visitors' }));
  const daily = await readDailyVisitors(engine, scope.period, signal);
  if (!daily.ok) return daily;
  const before = scope.compare === null ? ok(null) : await readVisitors(engine, scope.compare, signal);
  if (!before.ok) return before;
  const anonymous = await readAnonymousEvents(engine, scope.period, signal);
  if (!anonymous.ok) return anonymous;
  const share = shareOf(total.value);
  const then = before.value === null ? null : shareOf(before.value);
  const compared = comparedWith(share, then, scope);
  const known = total.value.new_visitors + total.value.returning_visitors;
  return ok({
    sentence: `${share === null ? 'It is not known how many' : formatRate(share)} of ${formatCounted(known, 'visitor')} in ${writtenDays(scope.period)} were new${compared === '' ? '' : `, ${compared}`}.`,
    draw: { as: 'figure', row: 'total', value: 'share', spark: 'share', x: 'day' },
    columns: [
      dimensionColumn('day', 'Day', 'day'),
      measureColumn(SHARE),
      ...boundsOf(SHARE),
      ...comparedColumns(SHARE),
      ...COUNTS.map(measureColumn),
      flagColumn(),
    ],
    rows: [
      {
        key: 'total',
        cells: [
          null,
          share,
          ...boundsCells(total.value),
          ...comparisonCells(share, then),
          ...countCells(total.value),
          'total',
        ],
      },
      ...daily.value.flatMap((row) =>
        row.day === null
          ? []
          : {
              key: row.day,
              cells: [
                row.day,
                shareOf(row),
                ...boundsCells(row),
                null,
                null,
                null,
                ...countCells(row),
                partialDays.includes(row.day) ? 'partial' : null,
              ],
            },
      ),
    ],
    notes: [
      'New: the first session of the visitor is in the period.',
      ...siteNotes({ anonymous: anonymous.value, unknown: total.value.unknown_visitors }),
    ],
  });
}

export const NEW_SHARE_TILE: TileDefinition = {
  id: 'journeys.new_share',
  read,
  method: (column) => ((column.of ?? column.id) === 'share' ? NEW_SHARE : COUNTED_VISITORS),
};
