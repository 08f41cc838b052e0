import type { DuckDBConnection } from '@duckdb/node-api';
import { type ExperimentRecord, experimentRecordSchema } from '../../engine/contract/index.ts';
import { RECORD } from '../experiment-days/trial.ts';

/** One population over 28 days of October 2026, of which each experiment has a twentieth to an eighth. */
export const UNITS = 400_000;
export const THROUGH = '2026-10-28';

const SECONDS = 28 * 86_400;
const unitId = `'u-' || lpad(u::VARCHAR, 9, '0')`;
const shownAt = `TIMESTAMP '2026-10-01' + to_seconds((hash(u, e, 't') % ${SECONDS})::BIGINT)`;

const exposuresSql = (experiments: number): string => `INSERT INTO ab_exposures BY NAME
SELECT *, exposed_at::DATE AS day FROM (
  SELECT 'trial-' || e AS experiment_key, ${unitId} AS unit_id, ${shownAt} AS exposed_at, 'user' AS unit_type,
    CASE WHEN hash(u, e, 'v') % 2 = 0 THEN 'control' ELSE 'treatment' END AS variation,
    ['first_job', 'students', 'families', 'retired'][1 + (hash(u, 's') % 4)::INTEGER] AS segment,
    ['mobile', 'desktop'][1 + (hash(u, 'd') % 2)::INTEGER] AS device,
    ['DE', 'FR', 'ES', 'IT', 'NL'][1 + (hash(u, 'c') % 5)::INTEGER] AS country
  FROM range(${UNITS}) AS t(u), range(${experiments}) AS n(e) WHERE hash(u, e) % 1000 < 50 + (e * 37) % 75)
ORDER BY day`;

const OUTCOMES = `INSERT INTO ab_outcomes BY NAME
SELECT *, occurred_at::DATE AS day FROM (
  SELECT 'e-' || u || '-' || metric || '-' || k AS event_id, 'user' AS unit_type, ${unitId} AS unit_id, metric,
    TIMESTAMP '2026-10-01' + to_seconds((hash(u, metric, k) % ${SECONDS})::BIGINT) AS occurred_at,
    CASE WHEN money THEN (hash(u, k, 'x') % 20000) / 100.0 ELSE 1 + (hash(u, k, 'x') % 5) END AS value
  FROM range(${UNITS}) AS t(u), (VALUES ('sessions', 3, 70, false), ('sign_up', 1, 20, false),
    ('purchase', 2, 12, false), ('revenue', 2, 12, true), ('ticket', 1, 5, false)) AS m(metric, times, percent, money),
    range(3) AS n(k)
  WHERE k < times AND hash(u, metric, k, 'p') % 100 < percent) ORDER BY day`;

/** Brings it in as loads do. Answers how many exposures there are. */
export async function bringTrials(connection: DuckDBConnection, experiments: number): Promise<number> {
  await connection.run('BEGIN');
  for (const [index, [dataset, sql]] of [
    ['ab_exposures', exposuresSql(experiments)] as const,
    ['ab_outcomes', OUTCOMES] as const,
  ].entries()) {
    const number = index + 1;
    await connection.run(sql);
    await connection.run(`INSERT INTO workbench.partitions
      SELECT '${dataset}', day, ${number}, count(*) FROM ${dataset} GROUP BY day`);
    await connection.run(`INSERT INTO workbench.loads (number, id, dataset, contract_version, snapshot_id, snapshot_hash,
        generated_at, data_through, loaded_at, rows, quarantined, days, files, drop_path)
      VALUES (${number}, '01900000-0000-7000-8000-${String(number).padStart(12, '0')}', '${dataset}', '1.0.0', 's${number}',
        '${String(number).padStart(64, '0')}', '2026-11-01T06:00:00.000Z', '${THROUGH}', '2026-11-01T07:00:00.000Z', 1, 0, 1, [], '')`);
  }
  await connection.run('COMMIT');
  const found = await connection.runAndReadAll('SELECT count(*) FROM ab_exposures');
  return Number(found.getRows()[0]?.[0]);
}

/** What each row rests on, and a secondary metric. */
const METRICS = ['revenue', 'sessions', 'signed-up', 'complained', 'bought'];
const ROLES: Readonly<Record<string, 'goal' | 'guardrail'>> = {
  revenue: 'goal',
  sessions: 'goal',
  complained: 'guardrail',
};

/** Running experiments of five metrics each. */
export const trials = (experiments: number): readonly ExperimentRecord[] =>
  Array.from({ length: experiments }, (_, index) => {
    const key = `trial-${index}`;
    const metrics = RECORD.design.metrics
      .filter(({ id }) => METRICS.includes(id))
      .map((metric) => ({ ...metric, role: ROLES[metric.id] ?? 'secondary' }));
    return experimentRecordSchema.parse({
      ...RECORD,
      design: { ...RECORD.design, key, name: key, flag: key, seed: key, metrics },
    });
  });
