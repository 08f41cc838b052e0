import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { dayOf, instantOf } from '../../engine/core/index.ts';
import { type DataContract, writeManifest } from '../../engine/ingest/index.ts';
import { literal } from '../../engine/store/cache/index.ts';

const DAY_MS = 86_400_000;
/** The last whole day of the sample: before yesterday in every zone. */
const DAY = dayOf(new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10));

/** Writes `creative_daily` with so many tests, each of two variants on one day, as a warehouse would. */
export async function writeTests(dir: string, contract: DataContract, tests: number): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (
      SELECT DATE ${literal(DAY)} AS day, 'test_' || lpad(t::VARCHAR, 6, '0') AS test_id, 'Headline test ' || t AS test_name,
        'v' || v AS variant_id, 'Headline ' || v AS headline, '' AS body, 'meta' AS channel, 'students' AS segment,
        (2000 + h % 3000)::BIGINT AS impressions, (60 + h % 90)::BIGINT AS clicks, (h % 9)::BIGINT AS conversions,
        (h % 5000)::BIGINT AS spend_minor, 'EUR' AS currency
      FROM (SELECT t, v, hash(t * 10 + v) AS h FROM range(${tests}) AS a(t), range(2) AS b(v)))
      TO ${literal(join(dir, 'part-000.parquet'))} (FORMAT parquet, COMPRESSION zstd)`);
    await writeManifest(connection, dir, {
      contract,
      snapshotId: 'many-tests',
      // Later than the sample, whenever that was made, so that its day takes the place of the sample's.
      generatedAt: instantOf(Date.now() + DAY_MS),
      dataThrough: DAY,
      sums: ['impressions', 'clicks', 'spend_minor'],
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
