import { z } from 'zod';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import { DAY_MICROS, type PlannedMetric, type SumPlan } from '../plan.ts';
import { byAge } from './by-age.ts';
import { armsOf, KEEPING } from './kept.ts';
import { type Base, baseWith, DATASETS, STOPPED, type SumQuery, THROUGH, withRelations } from './relations.ts';
import { sumsShape, type Width } from './rows.ts';

const { n, x, y, xx, yy, xy } = sumsShape;
const ageRow = z.object({ metric: z.int(), variation: z.int(), age: z.int(), n, x, y, xx, yy, xy });

const NAMES = ['x', 'y', 'xx', 'yy', 'xy'] as const;

/** Sums by whole days since the first exposure are taken of these: not of quantiles, nor where the window is such a day. */
export const agedMetrics = (metrics: readonly PlannedMetric[]): readonly PlannedMetric[] =>
  metrics.filter(({ metric }) => metric.kind !== 'quantile' && metric.kind !== 'retention');

const sumsOf = (width: Width): string =>
  NAMES.map((name) => {
    const factors = [...name].map((letter) => `${letter}::${width}`).join(' * ');
    return `sum(${name === 'xy' ? `${factors} + product` : factors})::HUGEINT AS ${name}`;
  }).join(', ');

interface Aging {
  /** The relation `happened` of the events. */
  readonly events: string;
  /** Which days of units, by the day `seen_on` at whose end they have been seen to their end. */
  readonly seen: string;
  readonly width: Width;
}

/** `batch` is the day at whose end a day of units counts: it is settled then, so nothing has to be taken back but whole units. */
const keptAges = (query: SumQuery, metrics: readonly PlannedMetric[], { events, seen, width }: Aging): string => {
  const aged = agedMetrics(metrics);
  return withRelations(
    [
      ...baseWith(query, aged, [armsOf(KEEPING), events]).relations,
      ...byAge(query.plan, aged, { seen, width, by: ['id', 'variation'] }),
    ],
    `SELECT id, batch, metric, variation, age, ${sumsOf(width)} FROM ages GROUP BY ALL`,
  );
};

/** Keeps sums by age. */
export const addAges = (query: SumQuery, metrics: readonly PlannedMetric[], aging: Aging): readonly string[] =>
  agedMetrics(metrics).length === 0
    ? []
    : [
        `INSERT INTO workbench.ab_ages
SELECT id, batch, metric, variation, age, ${NAMES.join(', ')} FROM (${keptAges(query, metrics, aging)}) ORDER BY id`,
      ];

/** Takes back what units brought that turn out not to count, on `$day`. */
export const takeBackAges = (query: SumQuery, metrics: readonly PlannedMetric[], aging: Aging): readonly string[] =>
  agedMetrics(metrics).length === 0
    ? []
    : [
        `INSERT INTO workbench.ab_ages SELECT $id, $day, metric, variation, age, ${NAMES.map((name) => `-${name}`).join(', ')}
FROM (${keptAges(query, metrics, aging)})`,
      ];

/**
 * Sums by whole days since the first exposure, over the units of which all of that day has been seen.
 * @param summed where the sums come from: relations, the last of which is `summed`
 */
function agesFrom(
  relations: readonly string[],
  summed: string,
  metrics: readonly PlannedMetric[],
): Pick<QueryDefinition<typeof ageRow>, 'sql' | 'datasets' | 'row'> {
  const bounds = metrics.map(({ metric: { window }, number }) => {
    const { delayHours, hours } = window;
    const oldest = hours === null ? 100_000 : Math.ceil((delayHours + hours) / 24) - 1;
    return `(${number}::UTINYINT, ${Math.floor(delayHours / 24)}, ${oldest}, ${hours === null})`;
  });
  const end = `((${THROUGH} + 1) * ${DAY_MICROS})`;
  const seen = `((CASE WHEN ending THEN least(${end}, ${STOPPED}) ELSE ${end} END - exposed) // ${DAY_MICROS})`;
  return {
    sql: withRelations(
      [
        ...relations,
        `bounds(metric, youngest, oldest, ending) AS (VALUES ${bounds.join(', ')})`,
        `reached AS (
  SELECT ending, variation, ${seen} AS days, count(*) AS units
  FROM units JOIN arms USING (arm) CROSS JOIN (SELECT DISTINCT ending FROM bounds) GROUP BY ALL)`,
        `counted AS (
  SELECT metric, variation, age, sum(units)::HUGEINT::VARCHAR AS n
  FROM reached JOIN bounds USING (ending) JOIN range(0, (SELECT max(days) FROM reached)) AS ages(age)
    ON age < days AND age BETWEEN youngest AND oldest
  GROUP BY ALL)`,
        `summed AS (${summed})`,
      ],
      `SELECT metric, variation, age, counted.n AS n,
  ${NAMES.map((name) => `coalesce(summed.${name}, 0)::HUGEINT::VARCHAR AS ${name}`).join(', ')}
FROM counted LEFT JOIN summed USING (metric, variation, age) ORDER BY ALL`,
    ),
    datasets: DATASETS,
    row: ageRow,
  };
}

/** From what units did. */
export const agesQuery = (
  plan: SumPlan,
  metrics: readonly PlannedMetric[],
  base: Base,
): QueryDefinition<typeof ageRow> => ({
  id: 'experiments.ages',
  ...agesFrom(
    [...base.relations, ...byAge(plan, metrics, { seen: `seen_on <= ${THROUGH}`, width: 'HUGEINT' })],
    `SELECT metric, variation, age, ${sumsOf('HUGEINT')} FROM ages GROUP BY ALL`,
    metrics,
  ),
});

/** The same from the sums that are kept. */
export const keptAgesQuery = (metrics: readonly PlannedMetric[], base: Base): QueryDefinition<typeof ageRow> => ({
  id: 'experiments.kept_ages',
  ...agesFrom(
    base.relations,
    `SELECT metric, variation, age, ${NAMES.map((name) => `sum(${name}) AS ${name}`).join(', ')}
  FROM workbench.ab_ages WHERE id = $id GROUP BY ALL`,
    metrics,
  ),
});
