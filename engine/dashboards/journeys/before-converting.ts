import type { TileColumn, TileId } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import type { EndedJourneys } from '../../journeys/index.ts';
import type { Bounds } from '../../metrics/index.ts';
import { formatValue } from '../../serializer/index.ts';
import { comparisonCells, dimensionColumn, flagColumn } from '../parts/columns.ts';
import { comparedWith, writtenDays } from '../parts/wording.ts';
import type { ProofMethod, TileContent, TileContext, TileDefinition } from '../tile.ts';
import { journeyNotes, readEndedJourneys } from './ended.ts';
import { boundsOf, comparedColumns, type Measure, measureColumn } from './measure.ts';
import { MEAN_OF_JOURNEYS, MEDIAN_OF_JOURNEYS } from './methods.ts';

type Row = EndedJourneys['total'];

/** A figure about the journeys that converted: one number with its interval, and more that spread it. */
interface BeforeConverting {
  readonly tile: TileId;
  readonly measure: Measure;
  readonly valueOf: (row: Row) => number | null;
  readonly boundsOf: (row: Row) => Bounds | null;
  readonly more: readonly { readonly measure: Measure; readonly valueOf: (row: Row) => number | null }[];
  readonly sentence: (written: string, days: string) => string;
  readonly method: ProofMethod;
}

/** The normal quantile for a central 90 %. */
const Z = 1.6448536269514722;

const meanBounds = ({ touches_mean: mean, touches_sd: sd, conversions }: Row): Bounds | null => {
  if (mean === null || sd === null || conversions < 2) return null;
  const half = (Z * sd) / Math.sqrt(conversions);
  return { low: mean - half, high: mean + half };
};

const days = (id: string, label: string): Measure => ({ id, label, kind: 'days', better: 'neutral' });

const DAYS_TO_CONVERT: BeforeConverting = {
  tile: 'journeys.days_to_convert',
  measure: { id: 'median', label: 'Days to convert, median', kind: 'days', better: 'down' },
  valueOf: (row) => row.days_median,
  boundsOf: ({ days_median_low: low, days_median_high: high }) =>
    low === null || high === null ? null : { low, high },
  more: [
    { measure: days('lower_quartile', 'A quarter within'), valueOf: (row) => row.days_lower },
    { measure: days('upper_quartile', 'Three quarters within'), valueOf: (row) => row.days_upper },
    { measure: days('p90', 'Nine in ten within'), valueOf: (row) => row.days_p90 },
  ],
  sentence: (written, when) => `Half of the conversions in ${when} came within ${written} of the first touch`,
  method: MEDIAN_OF_JOURNEYS,
};

const TOUCHES: BeforeConverting = {
  tile: 'journeys.touches',
  measure: { id: 'touches', label: 'Touches before converting, mean', kind: 'number', better: 'down' },
  valueOf: (row) => row.touches_mean,
  boundsOf: meanBounds,
  more: [],
  sentence: (written, when) => `Journeys that converted in ${when} had ${written} touches in the mean`,
  method: MEAN_OF_JOURNEYS,
};

const CONVERSIONS: Measure = { id: 'conversions', label: 'Conversions', kind: 'count', better: 'up' };

async function read(figure: BeforeConverting, context: TileContext): Promise<Result<TileContent>> {
  const reading = await readEndedJourneys(figure.tile, context);
  if (!reading.ok) return reading;
  const { total, daily } = reading.value.now;
  const value = figure.valueOf(total);
  if (value === null) return err(appError('NO_DATA', { what: 'conversions' }));
  const { before } = reading.value;
  const then = before === null ? null : figure.valueOf(before.total);
  const { scope, partialDays } = context;
  const { measure, more } = figure;
  const compared = comparedWith(value, then, scope);
  const spread = (row: Row) => {
    const bounds = figure.boundsOf(row);
    return [bounds?.low ?? null, bounds?.high ?? null];
  };
  const rest = (row: Row) => [...more.map((other) => other.valueOf(row)), row.conversions];
  const rounded = Math.round(value * 100) / 100;
  const written = formatValue({ kind: measure.kind, value: rounded });
  return ok({
    sentence: `${figure.sentence(written, writtenDays(scope.period))}${compared === '' ? '' : `, ${compared}`}.`,
    draw: { as: 'figure', row: 'total', value: measure.id, spark: measure.id, x: 'day' },
    columns: [
      dimensionColumn('day', 'Day', 'day'),
      measureColumn(measure),
      ...boundsOf(measure),
      ...comparedColumns(measure),
      ...more.map((other) => measureColumn(other.measure)),
      measureColumn(CONVERSIONS),
      flagColumn(),
    ],
    rows: [
      {
        key: 'total',
        cells: [null, value, ...spread(total), ...comparisonCells(value, then), ...rest(total), 'total'],
      },
      ...daily.map((row) => ({
        key: row.day,
        cells: [
          row.day,
          figure.valueOf(row),
          ...spread(row),
          null,
          null,
          null,
          ...rest(row),
          partialDays.includes(row.day) ? 'partial' : null,
        ],
      })),
    ],
    notes: ['Only journeys that converted are in it.', ...journeyNotes(context)],
  });
}

const tileOf = (figure: BeforeConverting): TileDefinition => ({
  id: figure.tile,
  read: (context) => read(figure, context),
  method: (_column: TileColumn) => figure.method,
});

export const DAYS_TO_CONVERT_TILE = tileOf(DAYS_TO_CONVERT);
export const TOUCHES_TILE = tileOf(TOUCHES);
