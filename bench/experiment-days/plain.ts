import type { Day } from '../../engine/core/index.ts';
import { planSums, type SumPlan } from '../../engine/experiments/daily/plan.ts';
import { agedMetrics, agesQuery } from '../../engine/experiments/daily/queries/ages.ts';
import { TOTALS } from '../../engine/experiments/daily/queries/changes.ts';
import { daysQuery } from '../../engine/experiments/daily/queries/days.ts';
import { quantilesQuery } from '../../engine/experiments/daily/queries/quantiles.ts';
import { rowsBase, type SumQuery, sumParams } from '../../engine/experiments/daily/queries/relations.ts';
import { cappedByShare, capQuery } from '../../engine/experiments/daily/queries/values.ts';
import type { RECORD } from './trial.ts';

/** One query of DuckDB, with its parameters. */
export interface Plain {
  readonly sql: string;
  readonly params: Record<string, string>;
}

const DIMS = /arg_min\(\{[^}]*\},\s*\{[^}]*\}\) AS first_dims/;
const NO_DIMS = `{'segment': ''::VARCHAR, 'device': ''::VARCHAR, 'country': ''::VARCHAR} AS first_dims`;

/** What a query makes, as a relation over relations that another has made already. */
function within(name: string, sql: string, shared: readonly string[]): string {
  const head = `WITH ${shared.join(',\n')},\n`;
  if (!sql.startsWith(head)) throw new Error(`${name} is not as this benchmark knows it`);
  return `${name} AS (WITH ${sql.slice(head.length)})`;
}

/** Caps at a percentile are looked up in the query itself: `metrics` then has them. */
function withCaps(plan: SumPlan, relations: readonly string[]): readonly string[] {
  const capped = cappedByShare(plan.metrics);
  if (capped.length === 0) return relations;
  const named = relations.map((sql) => sql.replace(/^metrics\(/, 'planned('));
  const found = capQuery(capped, { relations: [] }).sql.replace(`WITH ${TOTALS.join(',\n')}\n`, '');
  return [
    ...named,
    ...TOTALS.map((sql) => sql.replace('JOIN metrics ON', 'JOIN planned AS metrics ON')),
    `caps AS (${found})`,
    'metrics AS (SELECT planned.* REPLACE (coalesce(planned.cap, caps.cap::BIGINT) AS cap) FROM planned LEFT JOIN caps USING (metric))',
  ];
}

/**
 * All that a page of an experiment is made from in one query that keeps nothing: doubles for whole numbers, units told
 * apart by their variation alone, and what its parts have in common read once.
 */
export function plainQuery(
  record: typeof RECORD,
  through: Day,
  scales: SumQuery['scales'],
  caps: SumQuery['caps'],
): Plain {
  const plan = planSums(record);
  const query: SumQuery = { plan, through, scales, caps };
  const base = rowsBase(query, plan.metrics);
  const quantiles = plan.metrics.filter(({ metric }) => metric.kind === 'quantile');
  const aged = agedMetrics(plan.metrics);
  const parts = [
    within('days', daysQuery(plan, base).sql, base.relations),
    within('by_age', agesQuery(plan, aged, base).sql, base.relations),
    ...(quantiles.length === 0
      ? []
      : [within('by_quantile', quantilesQuery(query, quantiles, base).sql, base.relations)]),
  ];
  const all = ['days', 'by_age', ...(quantiles.length === 0 ? [] : ['by_quantile'])];
  const sql = `WITH ${[...withCaps(plan, base.relations), ...parts].join(',\n')}\n${all.map((name) => `SELECT * FROM ${name}`).join(' UNION ALL BY NAME ')}`;
  if (!DIMS.test(sql)) throw new Error('the query is not as this benchmark knows it');
  const params = Object.entries(sumParams(query)).map(([name, value]): [string, string] => [name, String(value)]);
  return { sql: sql.replace(DIMS, NO_DIMS).replaceAll('HUGEINT', 'DOUBLE'), params: Object.fromEntries(params) };
}
