import type { Table } from '../../store/cache/types.ts';
import type { ExperimentData, MetricSums } from '../sums.ts';

const PRODUCTS = ['xy', 'xu', 'xv', 'yu', 'yv', 'uv'] as const;

const SUM_COLUMNS = [
  'units',
  ...['x', 'y', 'u', 'v'].flatMap((of) => [`${of}_mean`, `${of}_m2`]),
  ...PRODUCTS.map((of) => `${of}_product`),
];

type Cells = readonly (string | number | null)[];

/**
 * Units, mean and centred sum of squares of the value (x), a ratio's denominator (y) and the covariates (u, v), and the
 * centred sums of their products.
 */
const sumCells = (sums: MetricSums): Cells => [
  sums.x.n,
  ...[sums.x, sums.y, sums.u, sums.v].flatMap((moments) => [moments?.mean ?? null, moments?.m2 ?? null]),
  ...PRODUCTS.map((of) => sums[of]),
];

/** Which rows of an experiment's data. */
export type SumsOf = 'daily' | 'segments' | 'ages' | 'quantiles' | 'exposure';

/** The rows of an experiment's data as a table, every number of them. */
export function sumsTable(data: ExperimentData, of: SumsOf): Table {
  switch (of) {
    case 'daily':
      return {
        columns: ['day', 'metric', 'variation', ...SUM_COLUMNS],
        rows: data.daily.map(({ day, metric, variation, sums }) => [day, metric, variation, ...sumCells(sums)]),
      };
    case 'segments':
      return {
        columns: ['dimension', 'value', 'metric', 'variation', ...SUM_COLUMNS],
        rows: data.segments.map(({ dimension, value, metric, variation, sums }) => [
          dimension,
          value,
          metric,
          variation,
          ...sumCells(sums),
        ]),
      };
    case 'ages':
      return {
        columns: ['age', 'metric', 'variation', ...SUM_COLUMNS],
        rows: data.ages.map(({ age, metric, variation, sums }) => [age, metric, variation, ...sumCells(sums)]),
      };
    case 'quantiles':
      return {
        columns: ['metric', 'variation', 'values', 'quantile', 'lower', 'upper'],
        rows: data.quantiles.map(({ metric, variation, n, estimate, lower, upper }) => [
          metric,
          variation,
          n,
          estimate,
          lower,
          upper,
        ]),
      };
    case 'exposure':
      return {
        columns: ['day', 'variation', 'units'],
        rows: data.exposure.map(({ day, variation, units }) => [day, variation, units]),
      };
  }
}
