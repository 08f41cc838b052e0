import { z } from 'zod';
import { addDays, type Day } from '../../engine/core/index.ts';
import { coveringTable, type QueryDefinition, type QueryParams } from '../../engine/store/cache/index.ts';
import { THROUGH } from './facts.ts';

const row = z.object({
  first_day: z.string().optional(),
  channel: z.string().optional(),
  campaign_id: z.string().optional(),
  segment: z.string().optional(),
  geo_id: z.string().optional(),
  currency: z.string(),
  impressions: z.int(),
  clicks: z.int(),
  spend_minor: z.int(),
  rows_read: z.int(),
});

export interface TileQuery {
  readonly definition: QueryDefinition<typeof row>;
  readonly params: QueryParams;
}

interface Shape {
  readonly id: string;
  readonly by: readonly string[];
  readonly grain?: 'day' | 'week';
  readonly days: number;
  /** A dimension held to one value. */
  readonly where?: readonly [string, string];
}

function tileQuery({ id, by, grain, days, where }: Shape): TileQuery {
  const dims = where === undefined ? by : [...by, where[0]];
  const { table, rowsRead } = coveringTable('spend_daily', dims);
  const first = grain === 'week' ? "date_trunc('week', day)::DATE" : 'day';
  const keys = [...(grain === undefined ? [] : [`${first} AS first_day`]), ...by, 'currency'];
  const condition = where === undefined ? '' : ` AND ${where[0]} = $value`;
  const from: Day = addDays(THROUGH, 1 - days);
  return {
    definition: {
      id: `bench.${id}`,
      sql: `SELECT ${keys.join(', ')}, sum(impressions) AS impressions, sum(clicks) AS clicks,
        sum(spend_minor) AS spend_minor, ${rowsRead} AS rows_read FROM ${table}
        WHERE day BETWEEN $from::DATE AND $to::DATE${condition} GROUP BY ALL ORDER BY spend_minor DESC`,
      datasets: ['spend_daily'],
      row,
    },
    params: { from, to: THROUGH, ...(where === undefined ? {} : { value: where[1] }) },
  };
}

/** What the pages ask for, from the total of a month to a break-down that no rollup has. */
export const TILES: readonly TileQuery[] = [
  tileQuery({ id: 'total', by: [], days: 28 }),
  tileQuery({ id: 'series', by: [], grain: 'day', days: 365 }),
  tileQuery({ id: 'channels', by: ['channel'], days: 90 }),
  tileQuery({ id: 'channels by week', by: ['channel'], grain: 'week', days: 730 }),
  tileQuery({ id: 'channel by segment', by: ['channel', 'segment'], days: 90 }),
  tileQuery({ id: 'regions', by: ['geo_id'], days: 365 }),
  tileQuery({ id: 'segment by region', by: ['segment', 'geo_id'], days: 90 }),
  tileQuery({ id: 'campaigns of a channel', by: ['campaign_id'], days: 90, where: ['channel', 'channel_2'] }),
  tileQuery({
    id: 'segments of a region by channel',
    by: ['channel', 'segment'],
    days: 90,
    where: ['geo_id', 'DE-03'],
  }),
  tileQuery({ id: 'segments of a campaign', by: ['segment'], days: 28, where: ['campaign_id', 'campaign_1_1'] }),
];
