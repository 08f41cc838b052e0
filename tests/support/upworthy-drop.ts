import { existsSync } from 'node:fs';
import { addDays, type Day, dayOf, daysBetween, isoWeekMonday } from '../../engine/core/index.ts';
import type { Manifest } from '../../engine/ingest/index.ts';
import { writeDrop } from './drops.ts';
import { inMemory } from './in-memory.ts';

const FILE = new URL('../../../shared/data/upworthy/upworthy_tests.parquet', import.meta.url).pathname;

/** Whether the Upworthy Research Archive is at hand; tests that need it skip when it is not. */
export const hasUpworthy = (): boolean => existsSync(FILE);

/** The last day of the archive: the Sunday of its last week. */
export const UPWORTHY_THROUGH = dayOf('2015-04-26');

const LAST_MONDAY = dayOf('2015-04-20');

export interface UpworthyOptions {
  readonly dir: string;
  /**
   * Moves all days by whole weeks so that the last Monday is the last one up to this day, and says that the data go
   * through this day. The archive is of 2013–2015, and a proposal needs fresh data.
   */
  readonly through?: Day;
}

/** Days to move the archive by: whole weeks. */
const shift = (through: Day): number => 7 * Math.floor(daysBetween(LAST_MONDAY, through) / 7);

/**
 * Writes the archive's 2,956 headline tests as a `creative_daily` drop: one row a variant, on the Monday of its ISO
 * week, Hive partitions by that day. Source: Upworthy Research Archive (Matias et al. 2021), CC BY 4.0.
 */
export async function writeUpworthyDrop({ dir, through }: UpworthyOptions): Promise<Manifest> {
  const days = through === undefined ? 0 : shift(through);
  const weeks = await inMemory(async (connection) =>
    (await connection.runAndReadAll(`SELECT DISTINCT test_week::INTEGER FROM '${FILE}' ORDER BY 1`)).getRowsJS(),
  );
  const mondays = weeks.map(([week]) => {
    const number = Number(week);
    const monday = addDays(isoWeekMonday(Math.floor(number / 100), number % 100), days);
    return `(${number}, DATE '${monday}')`;
  });
  return writeDrop({
    dir,
    contractId: 'creative_daily',
    dataThrough: through ?? UPWORTHY_THROUGH,
    snapshotId: 'upworthy-archive',
    partitionBy: ['day'],
    sums: ['impressions', 'clicks'],
    sql: `
      SELECT monday AS day, test_id, first(headline) OVER one_test AS test_name, package_index::VARCHAR AS variant_id,
        headline, coalesce(excerpt, '') AS body, 'site' AS channel, 'all' AS segment,
        impressions, clicks, 0::BIGINT AS conversions, 0::BIGINT AS spend_minor, 'USD' AS currency
      FROM '${FILE}' JOIN (VALUES ${mondays.join(', ')}) weeks(week, monday) ON week = test_week
      WINDOW one_test AS (PARTITION BY test_id ORDER BY package_index)
      ORDER BY monday, test_id, package_index`,
  });
}
