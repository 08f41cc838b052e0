import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { addDays, type Day, dayOf, instantOf } from '../../engine/core/index.ts';
import { type DataContract, type Manifest, writeManifest } from '../../engine/ingest/index.ts';
import { literal } from '../../engine/store/cache/index.ts';

export const DAYS = 730;
export const THROUGH = dayOf('2026-11-20');
export const FIRST = addDays(THROUGH, 1 - DAYS);

export interface FactsDrop {
  readonly dir: string;
  readonly contract: DataContract;
  /** Rows of each day: six channels, eight segments and sixteen regions, and as many campaigns as it takes. */
  readonly rowsADay: number;
  readonly from: Day;
  readonly days: number;
  /** Changes every number, not the keys. */
  readonly version: number;
}

const KEYS = `'channel_' || k % 6 AS channel, 'campaign_' || k % 6 || '_' || k // 768 AS campaign_id,
  'segment_' || (k // 6) % 8 AS segment, 'DE-' || lpad(((k // 48) % 16)::VARCHAR, 2, '0') AS geo_id`;

/** Writes generated `spend_daily` facts as a warehouse would: a Parquet file a month, then the manifest. */
export async function writeFacts({ dir, contract, rowsADay, from, days, version }: FactsDrop): Promise<Manifest> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  try {
    for (let start = 0, part = 0; start < days; start += 31, part += 1) {
      const end = Math.min(days, start + 31);
      await connection.run(`COPY (
        SELECT DATE ${literal(from)} + d::INTEGER AS day, ${KEYS}, 1000 + (h % 100000)::BIGINT AS impressions,
          (h % 1000)::BIGINT AS clicks, ((h >> 20) % 100000)::BIGINT AS spend_minor, 'EUR' AS currency
        FROM (SELECT d, k, hash(d * 1000003 + k, ${version}) AS h FROM range(${start}, ${end}) AS a(d), range(${rowsADay}) AS b(k)))
        TO ${literal(join(dir, `part-${String(part).padStart(3, '0')}.parquet`))} (FORMAT parquet, COMPRESSION zstd)`);
    }
    return await writeManifest(connection, dir, {
      contract,
      snapshotId: `facts-${version}`,
      generatedAt: instantOf(Date.parse('2026-11-21T06:00:00.000Z') + version * 3_600_000),
      dataThrough: THROUGH,
      sums: ['impressions', 'clicks', 'spend_minor'],
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
