import type { DuckDBConnection } from '@duckdb/node-api';

/** Generated exposures and outcomes: nine of ten exposures are of new units, spread evenly over 28 days of October 2026. */
const SECONDS = 28 * 86_400;

const units = (exposures: number): number => Math.floor((exposures * 9) / 10);
const unitId = `'u-' || lpad(u::VARCHAR, 9, '0')`;
const shownAt = `TIMESTAMP '2026-10-01' + to_seconds((hash(u, 't') % ${SECONDS})::BIGINT)`;

const exposuresSql = (exposures: number, days: string): string => `INSERT INTO ab_exposures BY NAME
SELECT *, exposed_at::DATE AS day FROM (
  SELECT 'trial' AS experiment_key, ${unitId} AS unit_id, ${shownAt} + to_hours((r // ${units(exposures)})::BIGINT) AS exposed_at,
    'user' AS unit_type, CASE WHEN hash(u, 'v') % 2 = 0 THEN 'control' ELSE 'treatment' END AS variation,
    ['first_job', 'students', 'families', 'retired'][1 + (hash(u, 's') % 4)::INTEGER] AS segment,
    ['mobile', 'desktop'][1 + (hash(u, 'd') % 2)::INTEGER] AS device,
    ['DE', 'FR', 'ES', 'IT', 'NL'][1 + (hash(u, 'c') % 5)::INTEGER] AS country
  FROM (SELECT r, r % ${units(exposures)} AS u FROM range(${exposures}) AS t(r)))
WHERE ${days} ORDER BY day`;

const outcomesSql = (exposures: number, days: string): string => `INSERT INTO ab_outcomes BY NAME
SELECT *, occurred_at::DATE AS day FROM (
  SELECT 'e-' || u || '-' || metric || '-' || k AS event_id, 'user' AS unit_type, ${unitId} AS unit_id, metric,
    ${shownAt} + to_seconds((hash(u, metric, k) % (12 * 86400))::BIGINT - 4 * 86400) AS occurred_at,
    CASE WHEN money THEN (hash(u, k, 'x') % 20000) / 100.0 ELSE 1 + (hash(u, k, 'x') % 5) END AS value
  FROM range(${units(exposures)}) AS t(u), (VALUES ('sessions', 3, 70, false), ('sign_up', 1, 20, false),
    ('purchase', 2, 12, false), ('revenue', 2, 12, true), ('ticket', 1, 5, false), ('refund', 1, 2, true))
    AS m(metric, times, percent, money), range(3) AS n(k)
  WHERE k < times AND hash(u, metric, k, 'p') % 100 < percent)
WHERE ${days} ORDER BY day`;

/** Brings days in as a load does: rows, which load holds each day, and the load. */
export async function bringDays(
  connection: DuckDBConnection,
  exposures: number,
  { from, to, load }: { readonly from: string; readonly to: string; readonly load: number },
): Promise<void> {
  const days = `day BETWEEN DATE '${from}' AND DATE '${to}'`;
  await connection.run('BEGIN');
  for (const [index, [dataset, sql]] of [
    ['ab_exposures', exposuresSql(exposures, days)] as const,
    ['ab_outcomes', outcomesSql(exposures, days)] as const,
  ].entries()) {
    const number = load * 2 + index;
    await connection.run(sql);
    await connection.run(`INSERT INTO workbench.partitions
      SELECT '${dataset}', day, ${number}, count(*) FROM ${dataset} WHERE ${days} GROUP BY day`);
    await connection.run(`INSERT INTO workbench.loads (number, id, dataset, contract_version, snapshot_id, snapshot_hash,
        generated_at, data_through, loaded_at, rows, quarantined, days, files, drop_path)
      VALUES (${number}, '01900000-0000-7000-8000-${String(number).padStart(12, '0')}', '${dataset}', '1.0.0', 's${number}',
        '${String(number).padStart(64, '0')}', '2026-11-01T06:00:00.000Z', '${to}', '2026-11-01T07:00:00.000Z', 1, 0, 1, [], '')`);
  }
  await connection.run('COMMIT');
}
