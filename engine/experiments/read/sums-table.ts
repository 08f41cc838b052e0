import type { Table } from '../../store/cache/types.ts';
import type { MetricDay } from '../sums.ts';

const PRODUCTS = ['xy', 'xu', 'xv', 'yu', 'yv', 'uv'] as const;

/**
 * Daily sums as a table: units, mean and centred sum of squares of the value (x), a ratio's denominator (y) and the
 * covariates (u, v), and the centred sums of their products.
 */
export function sumsTable(rows: readonly MetricDay[]): Table {
  return {
    columns: [
      'day',
      'metric',
      'variation',
      'units',
      ...['x', 'y', 'u', 'v'].flatMap((of) => [`${of}_mean`, `${of}_m2`]),
      ...PRODUCTS.map((of) => `${of}_product`),
    ],
    rows: rows.map(({ day, metric, variation, sums }) => [
      day,
      metric,
      variation,
      sums.x.n,
      ...[sums.x, sums.y, sums.u, sums.v].flatMap((moments) => [moments?.mean ?? null, moments?.m2 ?? null]),
      ...PRODUCTS.map((of) => sums[of]),
    ]),
  };
}
