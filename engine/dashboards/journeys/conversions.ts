import { ok, type Result } from '../../core/index.ts';
import { wilson } from '../../metrics/index.ts';
import { formatCounted, formatRate } from '../../serializer/index.ts';
import { comparisonCells, dimensionColumn, flagColumn } from '../parts/columns.ts';
import { comparedWith, writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { journeyNotes, readEndedJourneys } from './ended.ts';
import { boundsOf, comparedColumns, type Measure, measureColumn } from './measure.ts';
import { COUNTED_JOURNEYS, WILSON_OF_JOURNEYS } from './methods.ts';

const CONVERSIONS: Measure = { id: 'conversions', label: 'Conversions', kind: 'count', better: 'up' };
const JOURNEYS: Measure = { id: 'journeys', label: 'Journeys', kind: 'count', better: 'neutral' };
const RATE: Measure = { id: 'rate', label: 'Conversion rate of journeys', kind: 'rate', better: 'up' };

interface Counts {
  readonly journeys: number;
  readonly conversions: number;
}

const rateCells = ({ conversions, journeys }: Counts): readonly (number | null)[] => {
  const bounds = wilson(conversions, journeys);
  return [journeys, journeys === 0 ? null : conversions / journeys, bounds?.low ?? null, bounds?.high ?? null];
};

async function read(context: TileContext): Promise<Result<TileContent>> {
  const reading = await readEndedJourneys('journeys.conversions', context);
  if (!reading.ok) return reading;
  const { scope, partialDays } = context;
  const { total, daily } = reading.value.now;
  const before = reading.value.before?.total.conversions ?? null;
  const compared = comparedWith(total.conversions, before, scope);
  return ok({
    sentence: `${formatCounted(total.conversions, 'conversion')} out of ${formatCounted(total.journeys, 'journey')} in ${writtenDays(scope.period)} (${formatRate(total.conversions / total.journeys)})${compared === '' ? '' : `, ${compared}`}.`,
    draw: { as: 'figure', row: 'total', value: 'conversions', spark: 'conversions', x: 'day' },
    columns: [
      dimensionColumn('day', 'Day', 'day'),
      measureColumn(CONVERSIONS),
      ...comparedColumns(CONVERSIONS),
      measureColumn(JOURNEYS),
      measureColumn(RATE),
      ...boundsOf(RATE),
      flagColumn(),
    ],
    rows: [
      {
        key: 'total',
        cells: [null, total.conversions, ...comparisonCells(total.conversions, before), ...rateCells(total), 'total'],
      },
      ...daily.map((row) => ({
        key: row.day,
        cells: [
          row.day,
          row.conversions,
          null,
          null,
          null,
          ...rateCells(row),
          partialDays.includes(row.day) ? 'partial' : null,
        ],
      })),
    ],
    notes: ['Journeys whose last touch was only days ago may still convert.', ...journeyNotes(context)],
  });
}

export const CONVERSIONS_TILE: TileDefinition = {
  id: 'journeys.conversions',
  read,
  method: (column) => ((column.of ?? column.id) === 'rate' ? WILSON_OF_JOURNEYS : COUNTED_JOURNEYS),
};
