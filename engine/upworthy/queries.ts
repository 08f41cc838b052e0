import { z } from 'zod';
import { identifier, literal } from '../store/cache/index.ts';

/** How each column that is needed is called in the published CSV files and in copies of them, the first that is there. */
const NAMES = {
  test: ['clickability_test_id', 'test_id'],
  week: ['test_week', 'week'],
  headline: ['headline'],
  impressions: ['impressions'],
  clicks: ['clicks'],
  winner: ['winner'],
} as const;

/** Columns that may be missing. */
const OPTIONAL = { package: ['package_index'], body: ['excerpt'] } as const;

type Columns = Readonly<Record<keyof typeof NAMES, string>> & {
  readonly package: string | null;
  readonly body: string | null;
};

/** The file as something that can stand after FROM. */
export const archiveFile = (path: string): string =>
  /\.parquet$/i.test(path)
    ? `read_parquet(${literal(path)})`
    : `read_csv(${literal(path)}, header = true, all_varchar = true, quote = '"', escape = '"')`;

export const columnsSql = (path: string): string =>
  `SELECT column_name FROM (DESCRIBE SELECT * FROM ${archiveFile(path)})`;
export const columnNames = z.array(z.object({ column_name: z.string() }));

const firstOf = (names: readonly string[], present: ReadonlySet<string>): string | null =>
  names.find((name) => present.has(name)) ?? null;

/** Which columns of the file to read; the one that is missing when there is one. */
export function archiveColumns(present: ReadonlySet<string>): Columns | { readonly missing: string } {
  const found = { test: '', week: '', headline: '', impressions: '', clicks: '', winner: '' };
  for (const key of ['test', 'week', 'headline', 'impressions', 'clicks', 'winner'] as const) {
    const name = firstOf(NAMES[key], present);
    if (name === null) return { missing: NAMES[key][0] };
    found[key] = name;
  }
  return { ...found, package: firstOf(OPTIONAL.package, present), body: firstOf(OPTIONAL.body, present) };
}

/**
 * The Monday of a week such as 201303: weeks begin on Mondays, week 1 with the first Monday of the year, the days before it
 * are week 0 (strftime's %W). The archive begins on 24 January 2013, which is in its week 3.
 */
const mondaySql = (week: string): string => {
  const firstDay = `make_date(left(${week}::VARCHAR, 4)::INTEGER, 1, 1)`;
  return `(${firstDay} + (8 - isodow(${firstDay}))::INTEGER % 7 + 7 * (right(${week}::VARCHAR, 2)::INTEGER - 1))::DATE`;
};

/**
 * Rows of `creative_daily` from the archive: one row a variant, on the Monday of its week (the archive has weeks only),
 * variants in the order of the file. A test is called by its first headline.
 */
export function archiveRowsSql(path: string, columns: Columns): string {
  const column = (key: keyof typeof NAMES): string => identifier(columns[key]);
  const variant = columns.package === null ? 'place' : identifier(columns.package);
  return `
    WITH numbered AS (SELECT *, row_number() OVER () AS place FROM ${archiveFile(path)}),
    read AS (
      SELECT ${mondaySql(column('week'))} AS day,
        ${column('test')}::VARCHAR AS test_id, ${variant}::BIGINT AS number, ${column('headline')}::VARCHAR AS headline,
        ${columns.body === null ? "''" : `coalesce(${identifier(columns.body)}::VARCHAR, '')`} AS body,
        ${column('impressions')}::BIGINT AS impressions, ${column('clicks')}::BIGINT AS clicks,
        ${column('winner')}::BOOLEAN AS declared_winner
      FROM numbered
    )
    SELECT day, test_id, first(headline) OVER (PARTITION BY test_id ORDER BY number) AS test_name,
      number::VARCHAR AS variant_id, headline, body, 'site' AS channel, 'all' AS segment, impressions, clicks,
      0::BIGINT AS conversions, 0::BIGINT AS spend_minor, 'USD' AS currency, declared_winner
    FROM read ORDER BY day, test_id, number`;
}

export const writeSql = (rows: string, file: string): string =>
  `COPY (${rows}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`;

export const totalsSql = (file: string): string =>
  `SELECT count(DISTINCT test_id)::DOUBLE AS tests, count(*)::DOUBLE AS variants,
     count(*) FILTER (declared_winner)::DOUBLE AS winners, (max(day) + 6)::VARCHAR AS through
   FROM read_parquet(${literal(file)})`;
export const totalsRow = z.object({
  tests: z.int(),
  variants: z.int(),
  winners: z.int(),
  through: z.string().nullable(),
});
